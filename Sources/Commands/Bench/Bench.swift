import ArgumentParser

/// `longlag bench`: how fast this machine is.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure how fast this machine trains.",
    discussion: """
      Example:
        longlag bench step --cell lstm --batch 8 --time 30 --input 32 --hidden 32
      """,
    subcommands: [BenchStep.self, BenchPeak.self])
}
