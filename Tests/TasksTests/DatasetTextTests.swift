import Engine
import Tasks
import Testing

@Suite struct DatasetTextTests {
  @Test func `what is written is read again`() throws {
    let data = try DigitSum(length: 10).dataset(.dev, seed: 0)
    let text = try #require(data.text)
    let again = try Dataset(text: text, file: "dev.txt", alphabet: 10, classes: 19)
    #expect(again.input == data.input)
    #expect(again.answer == data.answer)
    #expect(again.examples.map(\.input) == data.examples.map(\.input))
    #expect(again.examples.map(\.answer) == data.examples.map(\.answer))
    #expect(again.text == text)
  }

  @Test(arguments: [
    "1 2\t3\n14 0 7\t9\n", "1 2\t3\r\n14 0 7\t9\r\n", "1 2\t3\n14 0 7\t9",
    "1 2\t3\n14 0 7\t9\n\n \r\n",
    "\u{feff}1  2 \t 3\n 14 0 7\t9 \n",
  ])
  func `rows, however they end`(text: String) throws {
    let data = try Dataset(text: text, file: "own.txt")
    #expect(data.text == "1 2\t3\n14 0 7\t9\n")
    #expect(data.input == .symbols(alphabet: 15))
    #expect(data.answer == TaskAnswer(.classes(10), .atEnd))
    #expect(data.lengths == [2, 3])
    #expect(data.rows(by: .length).map(\.rows) == [[0], [1]])
  }

  @Test(arguments: [
    ("", "own.txt: found an empty file; expected at least one row: "),
    ("\n\n", "own.txt: found blank lines only; expected at least one row: "),
    ("1 2 3\n", "own.txt, line 1: found no TAB in \"1 2 3\"; expected symbols parted by spaces"),
    ("1\t2\n1\t2\t3\n", "own.txt, line 2: found 2 TABs; expected symbols"),
    ("1\t2\n\n1\t2\n", "own.txt, line 2: found a blank line between rows; expected symbols"),
    ("\t3\n", "own.txt, line 1: found no symbol before the TAB; expected symbols"),
    ("1\t\n", "own.txt, line 1: found nothing after the TAB; expected one label"),
    ("1\t2 3\n", "own.txt, line 1: found 2 labels; expected one label"),
    ("1 x\t2\n", "own.txt, line 1: found \"x\"; expected a symbol, a whole number in 0...9"),
    ("-1\t2\n", "own.txt, line 1: found \"-1\"; expected a symbol, a whole number in 0...9"),
    ("1\t2.0\n", "own.txt, line 1: found \"2.0\"; expected a label, a whole number in 0...18"),
    ("1\t2\n3 10\t2\n", "own.txt, line 2: found symbol \"10\"; expected a symbol in 0...9"),
    ("1\t19\n", "own.txt, line 1: found label \"19\"; expected a label in 0...18"),
    (
      "99999999999999999999999999\t1\n",
      "own.txt, line 1: found symbol \"999999999999999999999999...\"; expected a symbol in 0...9"
    ),
  ])
  func `what is no row is said so`(text: String, sentence: String) {
    let error = #expect(throws: TaskError.self) {
      _ = try Dataset(text: text, file: "own.txt", alphabet: 10, classes: 19)
    }
    #expect(error?.description.hasPrefix(sentence) == true, "\(String(describing: error))")
  }

  @Test func `an alphabet is not derived from a typing error`() {
    let error = #expect(throws: TaskError.self) {
      _ = try Dataset(text: "1 2000000000\t1\n", file: "own.txt")
    }
    #expect(error?.description.contains("expected a symbol in 0...65535") == true)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `bytes of any kind are an error, not a crash`(seed: UInt64) {
    var stream = RandomStream(seed: seed, name: "tests")
    // Mostly the format's own letters, so that the parser gets some way into it.
    let letters = Array("0123456789 \t\r\n".utf8) + [0, 0xff]
    let bytes = (0..<400).map { _ in letters[stream.integer(below: letters.count)] }
    #expect(throws: TaskError.self, "seed \(seed)") { _ = try Dataset(bytes: bytes, file: "own") }
  }

  @Test func `a large file without a row ends at its first line`() {
    let bytes = [UInt8](repeating: 0, count: 4 << 20)
    let error = #expect(throws: TaskError.self) { _ = try Dataset(bytes: bytes, file: "zeros") }
    #expect((error?.description.count ?? 0) < 300)
  }
}
