import ArgumentParser

/// Where a sweep runs, and what Slurm is asked for.
struct SlurmOptions: ParsableArguments {
  /// The places there are.
  enum Place: String, CaseIterable {
    case local, slurm
  }

  @Option(
    name: .customLong("on"),
    help: ArgumentHelp("Where the runs run: local or slurm.", valueName: "place"))
  var placeName = "local"
  @Option(
    parsing: .unconditional,
    help: "On Slurm: tasks of the job array. (default: 16, or as many as runs)")
  var arraySize: Int?
  @Option(help: ArgumentHelp("On Slurm: the partition.", valueName: "name"))
  var partition: String?
  @Option(
    help: ArgumentHelp(
      "On Slurm: the most time of a task at a stretch, such as 2:00:00.", valueName: "time"))
  var time: String?
  @Option(
    parsing: .unconditional, help: "On Slurm: processors, and trainings at a time, of each task.")
  var cpus: Int?
  @Option(help: ArgumentHelp("On Slurm: the account.", valueName: "name"))
  var account: String?
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "On Slurm: any other option of sbatch, such as --mem=4G. Can be given several times.",
      valueName: "option"))
  var sbatch: [String] = []

  /// The place.
  var place: Place {
    get throws { try Failure.choice("place", placeName) }
  }

  /// Trainings at a time, where all tasks run at once.
  func trainings(of runs: Int) -> Int { min(arraySize ?? SlurmArray.usualSize, runs) * (cpus ?? 1) }

  /// Refuses what cannot be meant.
  func check() throws {
    try Failure.require(1...10_000_000, "--array-size", arraySize)
    try Failure.require(1...1024, "--cpus", cpus)
    let words = [("--partition", partition), ("--time", time), ("--account", account)]
    if try place == .local {
      let given =
        words.first { $0.1 != nil }?.0 ?? (arraySize != nil ? "--array-size" : nil)
        ?? (cpus != nil ? "--cpus" : nil) ?? (sbatch.isEmpty ? nil : "--sbatch")
      if let given { throw Failure(.usage, "\(given) is for Slurm; expected --on slurm with it") }
    }
    // They become lines of a script.
    for case (let option, let word?) in words
    where word.isEmpty
      || !word.allSatisfy({ $0.isLetter || $0.isNumber || "-_.,:+@/=".contains($0) })
    {
      throw Failure(.usage, "\(option) is '\(word)'; expected such as sbatch takes")
    }
    for option in sbatch where !option.hasPrefix("-") || option.contains(where: \.isNewline) {
      throw Failure(.usage, "--sbatch is '\(option)'; expected an option such as --mem=4G")
    }
  }
}
