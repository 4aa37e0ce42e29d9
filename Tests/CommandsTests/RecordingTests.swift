import FolderSupport
import Foundation
import LongLag
import Testing

/// Recordings that are asked for, as a user's shell asks for them and gets them back.
@Suite struct RecordingTests {
  private func output(_ arguments: [String], in folder: TemporaryFolder) throws -> String {
    let run = try CommandRun(arguments, in: folder)
    #expect(run.status == 0, "\(arguments): \(run.error)")
    return run.text
  }

  @Test func aTrainingIsRecordedNowOrLater() throws {
    let folder = TemporaryFolder()
    let train = ["train", "--length", "5", "--steps", "20", "--hidden", "8"]
    #expect(
      try output(train + ["--record", "6 7 0 0 1"], in: folder)
        .hasSuffix("recorded 6 7 0 0 1\n"))
    // The same training, which has ended, with the right answer beside the model's own.
    let later = try CommandRun(train + ["--record", "6 7 0 0 1 = 13"], in: folder)
    #expect(later.status == 0 && !later.error.contains("step 2 of 20"))
    #expect(try output(["runs", "--json"], in: folder).split(separator: "\n").count == 1)
    let show = try output(["show", "1"], in: folder)
    #expect(show.contains("recorded    6 7 0 0 1\nrecorded    6 7 0 0 1 = 13\n"))

    #expect(
      try output(["export", "recordings", "--out", "out"], in: folder) == "2 recordings in out\n")
    #expect(
      try folder.text("out/recordings.csv") == """
        run,symbols,answer,file
        1,6 7 0 0 1,,run-1-1.safetensors
        1,6 7 0 0 1,13,run-1-2.safetensors

        """)
    let file = try Safetensors(contentsOf: folder.file("out/run-1-2.safetensors"))
    #expect(file["layer0/forget"]?.shape == [5, 8])
    #expect(file["gradient/layer0/cell"]?.shape == [5, 8])
    #expect(file.metadata["longlag.answer"] == "13")

    // What inspect draws of the run is what it draws of its file.
    _ = try output(train + ["--save", "model.safetensors"], in: folder)
    let ofFile = try output(["inspect", "model.safetensors", "6 7 0", "--json"], in: folder)
    #expect(try output(["inspect", "1", "6 7 0", "--json"], in: folder) == ofFile)
    let answered = try output(["inspect", "1", "6 7 0 = 13", "--json"], in: folder)
    #expect(answered.contains("\"answer\":13"))
    #expect(
      try output(["inspect", "1", "6 7 0", "--answer", "13", "--json"], in: folder) == answered)
  }

  @Test func aSweepIsRecordedNowOrLater() throws {
    let folder = TemporaryFolder()
    try folder.write(
      """
      name: two cells
      plan: {steps: 10}
      model: {hidden: 6}
      vary: {model.cell: [srn, gru]}
      record: ["6 7 0 0 1"]

      """, to: "sweep.yaml")
    let dry = try output(["sweep", "sweep.yaml", "--dry-run", "--record", "1 2"], in: folder)
    #expect(dry.contains("recorded in each run: 6 7 0 0 1\nrecorded in each run: 1 2\n"))
    _ = try output(["sweep", "sweep.yaml"], in: folder)
    #expect(
      try output(["export", "recordings"], in: folder) == "2 recordings in recordings\n")
    let again = try output(["sweep", "sweep.yaml", "--record", "1 2"], in: folder)
    #expect(
      again.contains(
        "2 runs are in the store already; 2 of them are recorded from what is kept\n"))
    #expect(
      try output(["export", "recordings", "--where", "cell=gru"], in: folder)
        == "2 recordings in recordings\n")

    // Shares carry what is asked for, and merging brings it home.
    _ = try output(["sweep", "sweep.yaml", "--manifest", "m"], in: folder)
    _ = try output(["work", "m"], in: folder)
    #expect(
      try output(["merge", "m-0-of-1.sqlite", "--store", "all.sqlite"], in: folder)
        .hasSuffix("2 runs are new, 0 were known\n"))
    #expect(
      try output(["export", "recordings", "--store", "all.sqlite"], in: folder)
        == "2 recordings in recordings\n")
  }

  @Test func whatCannotBeMeantIsSaid() throws {
    let folder = TemporaryFolder()
    _ = try output(["train", "--length", "5", "--steps", "5"], in: folder)
    for (arguments, status, words) in [
      (["inspect", "2", "6 7"], 66, "the store 'longlag.sqlite' has no run '2'"),
      (["inspect", "1", "6 7", "--store", "none"], 66, "the store 'none' cannot be opened"),
      (
        ["inspect", "1", "6 17"], 64, "the symbol at position 1 is 17, but must be between 0 and 9"
      ),
      (["inspect", "1", "6 7", "--cell", "gru"], 64, "but run 1 says itself that it is lstm"),
      (["inspect", "1", "6 7 = 3", "--answer", "4"], 64, "the answer is 3 behind the symbols"),
      (["export", "recordings"], 65, "there is no recording of this run; "),
      (["export", "recordings", "--csv"], 64, "--csv is for tables"),
      (["export", "records"], 64, "there is no table 'records'; did you mean 'recordings'?"),
    ] {
      let run = try CommandRun(arguments, in: folder)
      #expect(run.status == status, "\(arguments)")
      #expect(run.error.contains(words), "\(run.error)")
    }
  }
}
