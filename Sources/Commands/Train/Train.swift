import ArgumentParser
import LongLag

/// `longlag train`: one training, everything settable.
struct Train: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train one model, with every setting of your choice.",
    discussion: """
      Starts from a preset, and changes what the options say. The model that is kept, the one with the \
      best accuracy on the dev rows, is scored on the test rows and can be saved.

      Rows of your own are text: symbols parted by spaces, a TAB, the class. Without --dev the last \
      parameters are kept; without --test nothing is tested.

      The run goes to the store: the same command then answers at once, and after Ctrl-C or worse it goes \
      on. The experiment knows rows of your own, and the model that it starts from, by what is in them: \
      other rows in the same file are another experiment.

      Examples:
        longlag train --cell lstm --length 10 --save lstm-10.safetensors
            the textbook's LSTM, and the file to look into with 'longlag inspect'
        longlag train --cell lstm --length 10 --record "6 7 0 0 1 0 0 0 0 0"
            and all that it does with that sequence, kept in the store
        longlag train --cell gru --length 20 --hidden 64 --epochs 100 --shuffle
        longlag train --train my/train.txt --dev my/dev.txt --test my/test.txt
        longlag train --preset explosion --clip per-tensor:5 --log losses.csv
        longlag train --task delayed-recall --length 30 --steps 2000 --batch 32
        longlag train --cell lstm --tensorboard events
            and 'tensorboard --logdir events' beside it
        longlag train --start-from lstm-10.safetensors --length 12 --epochs 50
      """)

  @OptionGroup(title: "What to remember") var task: TaskOptions
  @OptionGroup(title: "Who remembers") var model: ModelOptions
  @OptionGroup(title: "How it learns") var plan: PlanOptions

  @Option(
    parsing: .unconditional,
    help: "Decides the start, the order and, where they are drawn, the rows.")
  var seed: UInt64 = 0

  @Option(help: ArgumentHelp("Start from a saved model instead of anew.", valueName: "file"))
  var startFrom: String?

  @Option(help: ArgumentHelp("Write the loss of every step to a CSV file.", valueName: "file"))
  var log: String?

  @Option(help: ArgumentHelp("Save the model that is kept, as safetensors.", valueName: "file"))
  var save: String?

  @Option(
    help: ArgumentHelp(
      "Write event files for TensorBoard as it trains, in a folder of this training there.",
      valueName: "folder"))
  var tensorboard: String?

  @OptionGroup var record: RecordOption

  @OptionGroup var store: StoreOption

  @Flag(help: "Train though it is in the store already; --log and --tensorboard do so too.")
  var again = false

  func run() async throws {
    if let log, log == save {
      throw Failure(.usage, "--log and --save both name '\(log)'; expected a file for each")
    }
    let training = try SingleTraining(self, catalogs: .current)
    for path in [log, save].compactMap(\.self) { try OutputFolder.check(forFile: path) }
    let store = try store.open()
    try? Terminal.error.write(training.introduction)
    let outcome = await training.run(in: store)
    if let log { try AtomicFile.write(outcome.log, to: log) }
    if let failure = outcome.failure { throw Failure(failure) }
    guard let kept = outcome.kept else { return }
    if let save {
      try kept.model.safetensors(of: kept.experiment).write(to: save)
    }
    let recorded = outcome.interruption == nil ? training.recordings : []
    try Terminal.output.write(
      kept.summary + recorded.map { "recorded \($0)\n" }.joined()
        + [
          log.map { "losses   \($0)\n" }, save.map { "saved    \($0)\n" },
          training.eventFolder.map { "events   \($0)\n" },
        ]
        .compactMap(\.self).joined())
    if let failure = outcome.logFailure { throw Failure(incompleteLog: failure) }
    if let interruption = outcome.interruption {
      try? Terminal.error.write(
        "longlag: interrupted; what was learned until then is kept in '\(store.path)', and the same "
          + "command goes on\n")
      throw ExitCode(interruption.rawValue)
    }
  }
}
