import FolderSupport
import Foundation
import Testing

/// What the commands on a store say, as a user's shell runs them.
@Suite struct StoreTests {
  private static let sweep = """
    name: two cells
    preset: book
    plan: {epochs: 2}
    vary:
      task.length: [5, 6]
      model.cell: [srn, gru]
      model.hidden: [6]
    seeds: 2
    """

  /// A folder with a sweep that has run.
  private func folder() throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    try folder.write(Self.sweep, to: "sweep.yaml")
    let run = try CommandRun(["sweep", "sweep.yaml", "--threads", "2"], in: folder)
    #expect(run.status == 0)
    #expect(run.text.hasSuffix("8 runs of 'two cells' are in 'longlag.sqlite'\n"))
    return folder
  }

  private func lines(_ arguments: [String], in folder: TemporaryFolder) throws -> [String] {
    let run = try CommandRun(arguments, in: folder)
    #expect(run.status == 0, "\(arguments): \(run.error)")
    return run.text.split(separator: "\n").map(String.init)
  }

  @Test func aSweepRunsOnce() throws {
    let folder = try folder()
    let again = try CommandRun(["sweep", "sweep.yaml"], in: folder)
    #expect(again.text.contains("8 runs are in the store already\n"))
    #expect(try lines(["resume"], in: folder) == ["nothing is left to do"])
    #expect(try lines(["runs"], in: folder).count == 2 + 8)
    _ = try lines(["sweep", "sweep.yaml", "--again"], in: folder)
    #expect(try lines(["runs", "--json"], in: folder).count == 16)
  }

  @Test func runsAreListedAsTheyAreAskedFor() throws {
    let folder = try folder()
    #expect(
      try lines(["runs", "--where", "cell=gru and length=6", "--json"], in: folder).count == 2)
    let csv = try lines(["runs", "--csv", "--sort", "-seed"], in: folder)
    #expect(csv.count == 9)
    #expect(csv[0].hasPrefix("run,fingerprint,setting,task,length,cell,hidden,seed,state,"))
    let columns = Set(csv.map { $0.split(separator: ",", omittingEmptySubsequences: false).count })
    #expect(columns == [25])
    let bad = try CommandRun(["runs", "--where", "cell=gru an length=6"], in: folder)
    #expect(bad.status == 64)
    #expect(bad.error.contains("column 10: found 'an', expected 'and', 'or' or the end"))
  }

  @Test func oneRunIsShownAndExported() throws {
    let folder = try folder()
    let show = try CommandRun(["show", "3"], in: folder)
    #expect(show.text.contains("run         3, ended\n"))
    #expect(show.text.contains("\"preset\"") == false && show.text.contains("\"seed\":"))
    let rows = try lines(["export", "evaluations", "--where", "id=3"], in: folder)
    #expect(rows[0] == "run,step,epoch,train_loss,dev_loss,dev_accuracy")
    #expect(rows.count == 2 && rows[1].hasPrefix("3,76,2.0,"))
    let missing = try CommandRun(["show", "99"], in: folder)
    #expect(missing.status == 66)
    #expect(missing.error == "longlag: the store 'longlag.sqlite' has no run '99'\n")
  }

  @Test func groupsAreCompared() throws {
    let folder = try folder()
    let run = try CommandRun(["compare", "cell=gru", "cell=srn"], in: folder)
    #expect(run.status == 0)
    #expect(run.text.contains("bootstrap over seeds"))
    #expect(run.text.contains("2 seeds cannot tell gru and srn apart"))
    let none = try CommandRun(["compare", "cell=gru", "cell=lstm"], in: folder)
    #expect(none.status == 65)
    #expect(none.error.contains("no run that has ended is in the group 'cell=lstm'"))
  }

  @Test func aReportComesFromTheStore() throws {
    let folder = try folder()
    let report = try CommandRun(["report", "--out", "report"], in: folder)
    #expect(report.status == 0)
    let page = try folder.text("report/report.html")
    #expect(
      page.contains("longlag report &#39;two cells&#39; --figure accuracy-by-length")
        || page.contains("longlag report 'two cells' --figure accuracy-by-length"))
    let figure = try CommandRun(
      ["report", "two cells", "--figure", "accuracy-by-length", "--out", "a.svg"], in: folder)
    #expect(figure.status == 0)
    #expect(try folder.text("a.svg").contains("<svg"))
    let unknown = try CommandRun(["report", "three cells"], in: folder)
    #expect(unknown.status == 64)
    #expect(unknown.error.contains("there is no sweep 'three cells'"))
  }

  @Test func whatIsForgottenCanBeRunAnew() throws {
    let folder = try folder()
    let asked = try CommandRun(["forget", "--where", "cell=gru"], in: folder)
    #expect(asked.text.hasSuffix("would forget 4 runs; --yes does it\n"))
    #expect(try lines(["runs", "--json"], in: folder).count == 8)
    #expect(try lines(["forget", "--where", "cell=gru", "--yes"], in: folder) == ["forgot 4 runs"])
    #expect(try lines(["resume", "--dry-run"], in: folder) == ["4 runs left to do"])
    _ = try lines(["resume"], in: folder)
    #expect(try lines(["runs", "--json"], in: folder).count == 8)
  }

  @Test func everyRunHasItsEventFiles() throws {
    let folder = TemporaryFolder()
    try folder.write(Self.sweep, to: "sweep.yaml")
    let first = try CommandRun(["sweep", "sweep.yaml", "--tensorboard", "a"], in: folder)
    #expect(first.status == 0, "\(first.error)")
    let names = try folder.names(in: "a")
    #expect(names.count == 8)
    for name in names {
      #expect(try folder.names(in: "a/\(name)").contains { $0.contains("tfevents") })
      // The folder says which run it is.
      let digits = try #require(name.split(separator: "-").last.map(String.init))
      let show = try CommandRun(["show", digits], in: folder)
      #expect(show.status == 0)
      #expect(show.text.contains("\nexperiment  \(digits)"))
    }
    // Of what is in the store already, and of what is resumed, under the same names.
    let second = try CommandRun(["sweep", "sweep.yaml", "--tensorboard", "b"], in: folder)
    #expect(second.status == 0)
    #expect(try folder.names(in: "b") == names)
    _ = try CommandRun(["forget", "--where", "cell=gru", "--yes"], in: folder)
    let rest = try CommandRun(["resume", "--tensorboard", "c"], in: folder)
    #expect(rest.status == 0)
    #expect(try folder.names(in: "c") == names.filter { $0.hasPrefix("gru-") })
    let manifest = try CommandRun(
      ["sweep", "sweep.yaml", "--manifest", "m", "--tensorboard", "d"], in: folder)
    #expect(manifest.status == 64)
    #expect(manifest.error.contains("--tensorboard is for what trains here"))
  }

  @Test func sharesOfAManifestMakeTheWhole() throws {
    let folder = try folder()
    _ = try lines(["sweep", "sweep.yaml", "--manifest", "m"], in: folder)
    for shard in ["0/3", "1/3", "2/3"] {
      _ = try lines(["work", "m", "--shard", shard], in: folder)
    }
    let stores = (0..<3).map { "m-\($0)-of-3.sqlite" }
    let merged = try lines(["merge", "--store", "all.sqlite"] + stores, in: folder)
    #expect(merged[0] == "m-0-of-3.sqlite: 3 runs are new, 0 were known")
    let again = try lines(["merge", "--store", "all.sqlite"] + stores, in: folder)
    #expect(again[0] == "m-0-of-3.sqlite: 0 runs are new, 3 were known")
    // The same results as those of one process.
    let ours = try lines(["merge"] + stores, in: folder)
    #expect(ours.allSatisfy { $0.contains(": 0 runs are new, ") })
    let wrong = try CommandRun(["work", "m", "--shard", "3/3"], in: folder)
    #expect(wrong.status == 64)
  }

  @Test func aTrainingIsAnsweredFromTheStore() throws {
    let folder = TemporaryFolder()
    let command = ["train", "--length", "5", "--epochs", "3", "--seed", "4"]
    let first = try CommandRun(command, in: folder)
    let second = try CommandRun(command, in: folder)
    #expect(first.status == 0 && second.text == first.text)
    #expect(try lines(["runs", "--json"], in: folder).count == 1)
  }

  @Test func aStoreThatIsNoneIsSaidToBe() throws {
    let folder = TemporaryFolder()
    let missing = try CommandRun(["runs"], in: folder)
    #expect(missing.status == 66)
    #expect(missing.error.contains("the store 'longlag.sqlite' cannot be opened"))
    try folder.write("this is a text, not a database\n", to: "text")
    for command in [["runs"], ["resume"], ["merge", "text"], ["compare", "id=1", "id=2"]] {
      let run = try CommandRun(command + ["--store", "text"], in: folder)
      #expect(run.status == 65)
      #expect(run.error.contains("'text' is not a store of runs"))
    }
    #expect(try folder.text("text") == "this is a text, not a database\n")
  }
}
