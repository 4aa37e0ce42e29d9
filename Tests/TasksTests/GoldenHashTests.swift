import GoldenSupport
import Tasks
import Testing

struct GoldenHashTests {
  private struct Hashes {
    let train: String
    let dev: String
    let test: String
  }

  /// Keys are lengths, but for the first, which tells the versions.
  private struct Files: Decodable {
    var byLength: [Int: Hashes] = [:]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer().decode([String: [String: String]].self)
      for (key, files) in container {
        guard let length = Int(key), let train = files["train"], let dev = files["dev"],
          let test = files["test"]
        else { continue }
        byLength[length] = Hashes(train: train, dev: dev, test: test)
      }
    }
  }

  @Test func `every published file is written again, to the last bit`() throws {
    let golden = try GoldenFile("digit_sum_hashes").read(as: Files.self).byLength
    #expect(golden.keys.sorted() == DigitSum.officialLengths)
    for (length, hashes) in golden {
      let found = try DigitSum(length: length).files(seed: 0).map {
        Fingerprint(of: Array($0.text.utf8)).description
      }
      #expect(found == [hashes.train, hashes.dev, hashes.test], "length \(length)")
    }
  }
}
