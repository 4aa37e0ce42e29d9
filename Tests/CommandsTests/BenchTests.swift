import FolderSupport
import Foundation
import Testing

@Suite struct BenchTests {
  @Test func aStepIsOneLineOfJSON() throws {
    let folder = TemporaryFolder()
    for mode in ["train", "infer"] {
      let run = try CommandRun(
        [
          "bench", "step", "--cell", "lstm", "--batch", "2", "--time", "3", "--input", "4",
          "--hidden", "5", "--symbols", "10", "--layers", "2", "--mode", mode, "--isa", "baseline",
          "--record", "--seconds", "0.05", "--json",
        ], in: folder)
      #expect(run.status == 0)
      #expect(run.text.split(separator: "\n").count == 1)
      let object = try #require(
        try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
      // 4 · 5 · 5 and 4 · 5 · (5 + 5) weights at 3 steps, but none of a state at the first, and 19 · 5
      // at the end, for 2 rows; a table of 10 symbols, which inference makes but once. Element-wise
      // operations come on top; backwards is twice the way forwards.
      let table = mode == "train" ? 10 * 80 : 0
      let products = 2 * (table + 2 * (3 * (100 + 200) - 2 * 100 + 95))
      let operations = try #require(object["operations"] as? Int)
      #expect(operations > (mode == "train" ? 3 : 1) * products)
      #expect(operations < (mode == "train" ? 4 : 2) * products)
      #expect(object["isa"] as? String == "baseline")
      #expect(object["threads"] as? Int == 1)
      for key in [
        "ms_median", "ms_min", "cpu_ms_median", "cpu_ms_min", "gflops", "peak_share", "bytes",
      ] {
        #expect((object[key] as? Double ?? 0) > 0, "\(key)")
      }
    }
  }

  @Test func lossesStartFromTheWeightsOfAFile() throws {
    let folder = TemporaryFolder()
    let train = [
      "train", "--cell", "gru", "--hidden", "6", "--embedding", "4", "--steps", "1", "--save", "m",
    ]
    #expect(try CommandRun(train, in: folder).status == 0)
    let options = [
      "bench", "step", "--cell", "gru", "--input", "4", "--hidden", "6", "--symbols", "10",
      "--batch", "3", "--time", "5", "--losses", "4", "--json",
    ]
    func losses(_ more: [String]) throws -> [Double] {
      let run = try CommandRun(options + more, in: folder)
      #expect(run.status == 0, "\(run.error)")
      let object = try JSONSerialization.jsonObject(with: run.output) as? [String: [Double]]
      return try #require(object?["losses"])
    }
    let trained = try losses(["--weights", "m"])
    #expect(trained.count == 4)
    #expect(trained[3] < trained[0])
    #expect(try trained != losses([]))
    // Without an update every loss is the first.
    #expect(
      try losses(["--weights", "m", "--mode", "infer"]) == [
        trained[0], trained[0], trained[0], trained[0],
      ])

    let other = try CommandRun(options + ["--weights", "m", "--hidden", "7"], in: folder)
    #expect(other.status == 64)
    #expect(other.error.contains("the options say another shape"))
  }

  @Test func thePeakIsMeasuredForEveryInstructionSet() throws {
    let folder = TemporaryFolder()
    let run = try CommandRun(["bench", "peak", "--json"], in: folder)
    #expect(run.status == 0)
    let peaks = try JSONSerialization.jsonObject(with: run.output) as? [String: Double]
    #expect(try #require(peaks?["baseline"]) > 0)
  }
}
