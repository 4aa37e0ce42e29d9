import ArgumentParser
import LongLag

/// `longlag merge`: takes the runs of other stores over.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Take over the runs of other stores.",
    discussion: """
      Merging again changes nothing. Where an experiment has ended in both with different results, ours \
      is kept, and the command says so and ends with status 65.

      Example:
        longlag merge node-1/longlag.sqlite node-2/longlag.sqlite
      """)

  @Argument(help: ArgumentHelp("The other stores.", valueName: "file")) var others: [String]
  @OptionGroup var store: StoreOption

  func run() throws {
    // All are opened before any is taken over.
    let others = try others.map { try RunStore($0, access: .read) }
    let store = try store.open()
    var conflicts = 0
    for other in others {
      let outcome = try store.merge(other)
      conflicts += outcome.conflicts.count
      try Terminal.output.write(
        "\(other.path): \(Numeral.grouped(outcome.added)) runs are new, "
          + "\(Numeral.grouped(outcome.known)) were known"
          + (outcome.recordings == 0
            ? "" : ", \(Numeral.grouped(outcome.recordings)) of their recordings are new")
          + "\n")
      for fingerprint in outcome.conflicts {
        try Terminal.error.write(
          "longlag: \(other.path): the experiment \(fingerprint) ended there with another result; "
            + "ours is kept\n")
      }
    }
    if conflicts > 0 { throw ExitCode(Failure.Status.data.rawValue) }
  }
}
