import FolderSupport
import Foundation
import LongLag
import Testing

@Suite struct TrainTests {
  @Test func savesWhatInspectReads() throws {
    let folder = TemporaryFolder()
    let train = try CommandRun(
      [
        "train", "--cell", "gru", "--length", "6", "--hidden", "8", "--epochs", "2", "--save",
        "model.safetensors", "--log", "losses.csv",
      ], in: folder)
    #expect(train.status == 0)
    #expect(train.text.contains("gru(8): 10 symbols"))
    #expect(train.text.contains(/test     accuracy 0\.\d{3} \(/))
    let losses = try folder.text("losses.csv").split(separator: "\n")
    #expect(losses.count == 77)
    #expect(losses[0] == "step,train_loss")
    #expect(losses[76].hasPrefix("76,"))

    let inspect = try CommandRun(
      ["inspect", "model.safetensors", "6 7 0 0 1 0", "--svg", "figures"], in: folder)
    #expect(inspect.status == 0)
    #expect(inspect.text.contains("reset gate"))
    #expect(inspect.text.contains("answer "))
    #expect(try folder.names(in: "figures") == ["gates.svg"])

    let json = try CommandRun(
      ["inspect", "model.safetensors", "6", "7", "0", "--json"], in: folder)
    let object = try #require(
      try JSONSerialization.jsonObject(with: json.output) as? [String: Any])
    #expect(object["symbols"] as? [Int] == [6, 7, 0])
    #expect((object["logits"] as? [Double])?.count == 19)
    #expect(object["prediction"] is Int)
    #expect((object["recording"] as? [String: Any])?["reset"] != nil)

    let again = try CommandRun(
      ["train", "--start-from", "model.safetensors", "--length", "6", "--steps", "5"], in: folder)
    #expect(again.status == 0)
    let other = try CommandRun(
      ["train", "--start-from", "model.safetensors", "--hidden", "5"], in: folder)
    #expect(other.status == 64)
    #expect(other.error.contains("--hidden cannot be given with --start-from"))
    let digit = try CommandRun(["inspect", "model.safetensors", "6 10"], in: folder)
    #expect(digit.status == 64)
    #expect(digit.error.contains("position 1 is 10, but must be between 0 and 9"))
  }

  @Test func writesEventFilesAFolderForEachTraining() throws {
    let folder = TemporaryFolder()
    let train = try CommandRun(
      ["train", "--length", "5", "--steps", "20", "--tensorboard", "a/b"], in: folder)
    #expect(train.status == 0)
    #expect(train.text.contains("events   a/b/lstm-length-5-seed-0\n"))
    let file = try #require(try folder.names(in: "a/b/lstm-length-5-seed-0").first)
    #expect(file.contains("tfevents"))
    let reproduce = try CommandRun(
      [
        "reproduce", "explosion", "--lengths", "5", "--seeds", "1", "--epochs", "1",
        "--tensorboard", "c",
      ], in: folder)
    #expect(reproduce.status == 0)
    #expect(
      try folder.names(in: "c") == [
        "srn-length-5-seed-0-clipped-per-tensor-at-5", "srn-length-5-seed-0-not-clipped",
      ])
    // What is answered from the store has its files, too.
    let again = try CommandRun(
      [
        "reproduce", "explosion", "--lengths", "5", "--seeds", "1", "--epochs", "1",
        "--tensorboard", "d",
      ], in: folder)
    #expect(again.status == 0)
    #expect(try folder.names(in: "d") == folder.names(in: "c"))
  }

  @Test func aDiskThatIsFullEndsTheEventFilesNotTheTraining() throws {
    let folder = TemporaryFolder()
    let run = try CommandRun(
      // So narrow that the store stays small, however many checkpoints a slow machine makes.
      ["train", "--length", "5", "--hidden", "4", "--epochs", "400", "--tensorboard", "events"],
      in: folder, after: "trap '' XFSZ; ulimit -f 400")
    #expect(run.status == 74)
    #expect(run.text.contains("kept     the parameters of step"))
    #expect(run.error.contains("cannot write \"events/lstm-length-5-seed-0/events.out.tfevents."))
    #expect(run.error.contains("the event files are not complete, everything else is"))
  }

  @Test func theSameSeedTrainsTheSameModel() throws {
    let folder = TemporaryFolder()
    let files = try ["a", "b", "c"].map { name in
      let run = try CommandRun(
        [
          "train", "--length", "5", "--epochs", "1", "--seed", name == "c" ? "2" : "1", "--save",
          name,
        ], in: folder)
      #expect(run.status == 0)
      return try folder.bytes(name)
    }
    #expect(files[0] == files[1])
    #expect(files[0] != files[2])
  }

  @Test func readsRowsOfOnesOwn() throws {
    let folder = TemporaryFolder()
    try folder.write("1 2 0\t3\n2 2 5\t4\n0 1 0 0\t1\n", to: "mine.txt")
    let alone = try CommandRun(["train", "--train", "mine.txt", "--steps", "3"], in: folder)
    #expect(alone.status == 0)
    #expect(alone.error.contains("no dev rows: the training rows stand in"))
    #expect(alone.text.contains("kept     the parameters of step 3, the last"))
    #expect(!alone.text.contains("test "))
    let all = try CommandRun(
      [
        "train", "--train", "mine.txt", "--dev", "mine.txt", "--test", "mine.txt", "--steps", "3",
      ], in: folder)
    #expect(all.text.contains("of 3 answers"))
    #expect(all.text.contains("test     accuracy"))
  }

  @Test func rowsOfOnesOwnAreKnownByWhatIsInThem() throws {
    let folder = TemporaryFolder()
    let rows = "1 2 0\t3\n2 2 5\t4\n0 1 0 0\t1\n"
    try folder.write(rows, to: "mine.txt")
    let command = ["train", "--train", "mine.txt", "--steps", "3"]
    let first = try CommandRun(command, in: folder)
    #expect(first.error.contains("no test rows: in the store, the training rows stand in"))
    #expect(try CommandRun(command, in: folder).text == first.text)
    #expect(try runs(in: folder) == 1)
    let show = try CommandRun(["show", "1"], in: folder)
    #expect(show.text.contains(/test        accuracy .*, on the training rows\n/))
    try folder.write(rows + "1 1\t2\n", to: "mine.txt")
    #expect(try CommandRun(command, in: folder).status == 0)
    #expect(try runs(in: folder) == 2)
    try folder.write(rows, to: "mine.txt")
    #expect(try CommandRun(command, in: folder).text == first.text)
    #expect(try runs(in: folder) == 2)
  }

  /// Runs in the store.
  private func runs(in folder: TemporaryFolder) throws -> Int {
    try CommandRun(["runs", "--json"], in: folder).text.split(separator: "\n").count
  }

  @Test func whatIsInterruptedGoesOnWithTheSameRowsOnly() throws {
    let folder = TemporaryFolder()
    let rows = "1 2 0\t3\n2 2 5\t4\n0 1 0 0\t1\n"
    try folder.write(rows, to: "mine.txt")
    let command = try RunningCommand(
      ["train", "--train", "mine.txt", "--steps", "60000", "--hidden", "16"], in: folder)
    for _ in 0..<300 where !command.error.contains("steps of 8") {
      Thread.sleep(forTimeInterval: 0.1)
    }
    Thread.sleep(forTimeInterval: 0.4)
    command.interrupt()
    #expect(try command.end().status == 130)

    try folder.write("1 2 0\t2\n", to: "mine.txt")
    let other = try CommandRun(["resume"], in: folder)
    #expect(other.status == 65)
    #expect(other.error.hasPrefix("longlag: 1 run cannot go on: mine.txt: found content with"))
    #expect(other.error.contains("as when the task was defined; 'longlag resume' goes on once"))
    #expect(try CommandRun(["resume", "--dry-run"], in: folder).error == other.error)
    try folder.write(rows, to: "mine.txt")
    #expect(try CommandRun(["resume"], in: folder).status == 0)
    let whole = try CommandRun(
      ["train", "--train", "mine.txt", "--steps", "60000", "--hidden", "16", "--store", "b"],
      in: folder)
    #expect(whole.status == 0)
    try expectSame("longlag.sqlite", "b", in: folder)
  }

  @Test func aStartIsKeptWithTheRun() throws {
    let folder = TemporaryFolder()
    let first = try CommandRun(
      ["train", "--length", "6", "--hidden", "8", "--epochs", "2", "--save", "start"], in: folder)
    #expect(first.status == 0)
    let arguments = ["train", "--start-from", "start", "--length", "6", "--epochs", "1500"]
    let command = try RunningCommand(arguments, in: folder)
    for _ in 0..<300 where !command.error.contains("steps of 8") {
      Thread.sleep(forTimeInterval: 0.1)
    }
    Thread.sleep(forTimeInterval: 0.4)
    command.interrupt()
    #expect(try command.end().status == 130)
    let whole = try CommandRun(arguments + ["--store", "b"], in: folder)
    #expect(whole.status == 0)
    // Whoever resumes needs the file no more.
    try FileManager.default.removeItem(atPath: folder.file("start"))
    #expect(try CommandRun(["resume"], in: folder).status == 0)
    try expectSame("longlag.sqlite", "b", in: folder)
  }

  /// Two stores whose last runs have the same results and weights.
  private func expectSame(_ a: String, _ b: String, in folder: TemporaryFolder) throws {
    let merged = try CommandRun(["merge", a, "--store", b], in: folder)
    #expect(merged.status == 0, "\(merged.error)")
    #expect(merged.text.hasSuffix(" 1 were known\n"), "\(merged.text)")
  }

  @Test func everySettingIsTaken() throws {
    let folder = TemporaryFolder()
    let run = try CommandRun(
      [
        "train", "--cell", "lstm", "--length", "5", "--hidden", "4", "--one-hot", "--layers", "2",
        "--direction", "bidirectional", "--dropout", "0.1", "--readout", "mean", "--initial-state",
        "learned", "--start", "orthogonal", "--forget-bias", "1", "--steps", "30", "--batch", "16",
        "--optimizer", "rmsprop", "--learning-rate", "0.01", "--momentum", "0.5", "--clip",
        "per-tensor:5", "--schedule", "cosine:10", "--loss", "cross-entropy-sum", "--shuffle",
        "--evaluate-every", "5", "--patience", "3", "--keep-last", "--save", "model.safetensors",
      ], in: folder)
    #expect(run.status == 0, "\(run.error)")
    let file = try Safetensors(contentsOf: folder.file("model.safetensors"))
    let experiment = try #require(file.metadata["longlag.experiment"])
    let read = try JSONDecoder().decode(Experiment.self, from: Data(experiment.utf8))
    #expect(read.model.layers == 2)
    #expect(read.model.direction == .bidirectional)
    #expect(read.model.encoding == .oneHot)
    #expect(read.model.readout == .mean)
    #expect(read.model.start == .orthogonal)
    #expect(read.model.forgetBias == 1)
    #expect(read.plan.duration == .steps(30))
    #expect(read.plan.optimizer == .rmsProp(learningRate: 0.01, momentum: 0.5))
    #expect(read.plan.clipping == .perTensor(5))
    #expect(read.plan.schedule == .cosine(epochs: 10))
    #expect(read.plan.loss == .crossEntropySum)
    #expect(read.plan.shuffle)
    #expect(!read.plan.keepsBest)
    #expect(read.plan.patience == 3)
  }

  @Test func weightDecayIsTaken() throws {
    let folder = TemporaryFolder()
    let run = try CommandRun(
      [
        "train", "--length", "5", "--steps", "2", "--optimizer", "adamw", "--weight-decay", "0.25",
        "--save", "model.safetensors",
      ], in: folder)
    #expect(run.status == 0, "\(run.error)")
    let file = try Safetensors(contentsOf: folder.file("model.safetensors"))
    let experiment = try #require(file.metadata["longlag.experiment"])
    let read = try JSONDecoder().decode(Experiment.self, from: Data(experiment.utf8))
    #expect(read.plan.optimizer == .adamW(learningRate: 1e-3, weightDecay: 0.25))
  }

  @Test func aTrainingThatIsInterruptedKeepsWhatItLearned() throws {
    let folder = TemporaryFolder()
    let command = try RunningCommand(
      ["train", "--length", "5", "--epochs", "1000000", "--save", "model", "--log", "log.csv"],
      in: folder)
    for _ in 0..<300 where !command.error.contains("steps of 8") {
      Thread.sleep(forTimeInterval: 0.1)
    }
    Thread.sleep(forTimeInterval: 1)
    command.interrupt()
    let run = try command.end()
    #expect(run.status == 130)
    #expect(run.text.contains("interrupted at "))
    #expect(run.error.contains("kept in 'longlag.sqlite', and the same command goes on"))
    #expect(
      try folder.names().filter { !$0.hasPrefix("longlag.sqlite") } == ["log.csv", "model"])
  }
}
