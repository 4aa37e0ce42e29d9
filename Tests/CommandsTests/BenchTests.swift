import Foundation
import Testing

@Suite struct BenchTests {
  @Test func aStepIsOneLineOfJSON() throws {
    let folder = try TemporaryFolder()
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
      // 4 · 5 · (4 + 5) and 4 · 5 · (5 + 5) weights at 3 steps, 19 · 5 at the end, for 2 rows.
      let forward = 2 * 2 * (3 * (180 + 200) + 95)
      #expect(object["operations"] as? Int == (mode == "train" ? 3 * forward : forward))
      #expect(object["isa"] as? String == "baseline")
      #expect(object["threads"] as? Int == 1)
      for key in ["ms_median", "ms_min", "cpu_ms_min", "gflops", "bytes"] {
        #expect((object[key] as? Double ?? 0) > 0, "\(key)")
      }
    }
  }
}
