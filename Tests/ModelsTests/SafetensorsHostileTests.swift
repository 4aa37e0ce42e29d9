import Testing

@testable import Models

/// Files that break the format's rules, each with the words that the error must have.
@Suite struct SafetensorsHostileTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let words: [String]

    init(_ description: String, _ bytes: [UInt8], _ words: String...) {
      testDescription = description
      self.bytes = bytes
      self.words = words
    }

    init(_ description: String, _ header: String, data: Int = 0, _ words: String...) {
      testDescription = description
      bytes = SafetensorsTests.file(header: header, data: Array(repeating: 0, count: data))
      self.words = words
    }

    /// A file with one tensor `w`, in four bytes of data.
    init(tensor: String, _ words: String...) {
      testDescription = tensor
      bytes = SafetensorsTests.file(header: #"{"w":\#(tensor)}"#, data: [0, 0, 0, 0])
      self.words = words + [#"tensor "w""#]
    }
  }

  static let lengths = [
    Case("nothing", [], "found 0 bytes", "at least the 8"),
    Case("seven bytes", Array(repeating: 0, count: 7), "found 7 bytes"),
    Case("no header", Array(repeating: 0, count: 8), "the end of the header", "begin with {"),
    Case(
      "a header of all addresses", Array(repeating: 0xff, count: 16),
      "a header of 18446744073709551615 bytes", "at most 100000000"),
    Case(
      "a header above the limit", [0x01, 0xe1, 0xf5, 0x05, 0, 0, 0, 0],
      "a header of 100000001 bytes", "at most 100000000"),
    Case(
      "a header beyond the end", [3, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d],
      "a header of 3 bytes", "at most the 2"),
  ]

  static let json = [
    Case("not UTF-8", [4, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x22, 0xff, 0x22], "not UTF-8"),
    Case("an overlong slash", [4, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x22, 0xc0, 0xaf], "not UTF-8"),
    Case("a list", "[]", "found [ at byte 0", "begin with {"),
    Case("space first", " {}", "the byte 0x20 at byte 0", "begin with {"),
    Case("a byte order mark", "\u{feff}{}", "0xef at byte 0"),
    Case("an open object", "{", "the end of the header", "a key"),
    Case("a key without quotes", "{a:1}", "found a at byte 1", "a key in quotation marks"),
    Case("no colon", #"{"a" 1}"#, "found 1 at byte 5", "a colon"),
    Case("an open string", #"{"a"#, "the end of the header", "ends the string"),
    Case("a comma too many", #"{"__metadata__":{},}"#, "found }", "a key"),
    Case("a comma first", #"{,"__metadata__":{}}"#, "found ,", "a key"),
    Case("no comma", #"{"__metadata__":{}"a":{}}"#, "a comma or }"),
    Case("more after the end", "{}{}", "found { at byte 2", "the end of the header"),
    Case("a zero byte after the end", "{}\0", "the byte 0x0 at byte 2"),
    Case("a comment", "{/**/}", "found / at byte 1"),
    Case("a control character", "{\"a\nb\":1}", "0xa at byte 3", "escaped"),
    Case("an unknown escape", #"{"\x":1}"#, "found x at byte 3", "escape"),
    Case("an escape cut off", #"{"\"#, "the end of the header", "the rest of an escape"),
    Case("a short escape", #"{"\u12"#, "four hexadecimal digits"),
    Case("a signed escape", #"{"\u+123":1}"#, "four hexadecimal digits"),
    Case("half a pair", #"{"\ud83d":1}"#, "surrogate"),
    Case("half a pair and a letter", #"{"\ud83d\u0041":1}"#, "surrogate"),
    Case("the wrong half", #"{"\ude00":1}"#, "surrogate"),
    Case(
      "deep nesting", "{" + String(repeating: #""a":{"#, count: 100_000),
      #"tensor "a""#, "the field \"a\""),
    Case(
      "deep lists", #"{"a":{"shape":"# + String(repeating: "[", count: 1_000_000),
      "shape to hold whole numbers"),
    Case(
      "the same tensor twice",
      #"{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"#
        + #""\u0061":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#,
      #"the key "a" twice"#, "every key once"),
  ]

  static let metadata = [
    Case("a list", #"{"__metadata__":[]}"#, "found [", "__metadata__ to be an object"),
    Case("nothing", #"{"__metadata__":null}"#, "found n", "__metadata__ to be an object"),
    Case("a number in it", #"{"__metadata__":{"a":1}}"#, "found 1", "text only"),
    Case("an object in it", #"{"__metadata__":{"a":{}}}"#, "found {", "text only"),
    Case("a key twice", #"{"__metadata__":{"a":"","a":""}}"#, #"the key "a" twice"#),
    Case("twice", #"{"__metadata__":{},"__metadata__":{}}"#, #"key "__metadata__" twice"#),
  ]

  static let tensors = [
    Case(tensor: "[]", "found [", "an object that describes the tensor"),
    Case(tensor: "{}", "found no dtype"),
    Case(tensor: #"{"dtype":"F32","data_offsets":[0,4]}"#, "found no shape"),
    Case(tensor: #"{"dtype":"F32","shape":[1]}"#, "found no data_offsets"),
    Case(tensor: #"{"dtype":1}"#, "found 1", "dtype to be text"),
    Case(tensor: #"{"dtype":"F32","dtype":"F16"}"#, #"the key "dtype" twice"#),
    Case(
      tensor: #"{"dtype":"I64","shape":[1],"data_offsets":[0,8]}"#,
      #"numbers of type "I64""#, "one of F32, F16, BF16, F64"),
    Case(tensor: #"{"strides":[1]}"#, #"the field "strides""#, "dtype, shape and data_offsets"),
    Case(tensor: #"{"shape":1}"#, "found 1", "shape to be a list"),
    Case(tensor: #"{"shape":[1,]}"#, "found ]", "shape to hold whole numbers"),
    Case(tensor: #"{"shape":[1 1]}"#, "found 1", "a comma or ]"),
    Case(tensor: #"{"shape":["1"]}"#, "shape to hold whole numbers"),
    Case(tensor: #"{"shape":[-1]}"#, "found -1 in shape", "whole numbers"),
    Case(tensor: #"{"shape":[1.0]}"#, "found 1.0 in shape", "whole numbers"),
    Case(tensor: #"{"shape":[1e3]}"#, "found 1e3 in shape", "whole numbers"),
    Case(tensor: #"{"shape":[01]}"#, "found 01 in shape", "whole numbers"),
    Case(tensor: #"{"shape":[9223372036854775808]}"#, "found 9223372036854775808 in shape"),
    Case(
      tensor: #"{"shape":[\#(String(repeating: "9", count: 5000))]}"#, "found 9999",
      "… in shape"),
    Case(
      tensor: #"{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}"#,
      "the shape [4294967296, 4294967296]", "fewer than"),
    Case(
      tensor: #"{"dtype":"F64","shape":[2305843009213693952,0],"data_offsets":[0,0]}"#,
      "the shape [2305843009213693952, 0]", "fewer than"),
    Case(tensor: #"{"dtype":"F32","shape":[1],"data_offsets":[]}"#, "found 0 data_offsets", "two"),
    Case(tensor: #"{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}"#, "found 3 data_offsets"),
    Case(tensor: #"{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}"#, "-4 in data_offsets"),
    Case(tensor: #"{"dtype":"F32","shape":[1],"data_offsets":[4,0]}"#, "from 4 back to 0"),
    Case(
      tensor: #"{"dtype":"F32","shape":[2],"data_offsets":[0,4]}"#,
      "found 4 bytes of data", "expected 8 for the shape [2] in F32"),
    Case(
      tensor: #"{"dtype":"F32","shape":[0],"data_offsets":[0,4]}"#,
      "found 4 bytes of data", "expected 0"),
    Case(
      tensor: #"{"dtype":"F16","shape":[4],"data_offsets":[0,8]}"#,
      "data up to byte 8", "the 4 there are"),
    Case(
      tensor: #"{"dtype":"F16","shape":[1],"data_offsets":[2,4]}"#,
      "a hole in the data from 0 to 2", "the tensor to begin at 0"),
    Case(
      tensor:
        #"{"dtype":"F16","shape":[1],"data_offsets":[9223372036854775805,9223372036854775807]}"#,
      "a hole in the data from 0 to 9223372036854775805"),
  ]

  static let coverage = [
    Case(
      "overlap",
      #"{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"#
        + #""b":{"dtype":"F16","shape":[2],"data_offsets":[2,6]}}"#,
      data: 6, #"tensor "b""#, "begins at 2 and overlaps", "it at 4"),
    Case(
      "the same bytes twice",
      #"{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"#
        + #""b":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}"#,
      data: 4, "overlaps"),
    Case(
      "an empty tensor inside another",
      #"{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"#
        + #""b":{"dtype":"F16","shape":[0],"data_offsets":[2,2]}}"#,
      data: 4, #"tensor "b""#, "overlaps"),
    Case(
      "a hole",
      #"{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},"#
        + #""b":{"dtype":"F16","shape":[1],"data_offsets":[4,6]}}"#,
      data: 6, #"tensor "b""#, "a hole in the data from 2 to 4"),
    Case(
      "bytes at the end", #"{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}"#, data: 5,
      "found 3 bytes after the last tensor", "expected none"),
    Case("data without tensors", "{}", data: 1, "found 1 bytes after the last tensor"),
  ]

  @Test(arguments: lengths + json + metadata + tensors + coverage)
  func isRefusedInWords(_ hostile: Case) {
    let error = #expect(throws: SafetensorsError.self) {
      try Safetensors(bytes: hostile.bytes, source: "a.safetensors")
    }
    let sentence = error?.description ?? ""
    for word in hostile.words + [#""a.safetensors""#, ": found ", ", expected "] {
      #expect(sentence.contains(word), "\(sentence)")
    }
    #expect(sentence.count < 400, "\(sentence)")
    #expect(error?.exitStatus == 65)
  }

  @Test func aNameCannotPaintOverTheTerminal() {
    let name = #"\u001b[2J\u202e\u0000"# + String(repeating: "long", count: 1000)
    let header = #"{"\#(name)":{}}"#
    let error = #expect(throws: SafetensorsError.self) {
      try Safetensors(bytes: SafetensorsTests.file(header: header))
    }
    let sentence = error?.description ?? ""
    #expect(sentence.contains(#"tensor "\u{1b}[2J\u{202e}\u{0}long"#))
    #expect(sentence.contains(#"…": found no dtype"#))
    #expect(sentence.count < 300)
  }

  /// Whatever happens to a good file, reading it ends with a value or an error.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func mutationsNeverCrash(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let good = Safetensors(
      [
        .init(name: "cell.inputWeights", shape: [2, 3], scalars: (0..<6).map(Float.init)),
        .init(name: "é\n", shape: [], scalars: [1]), .init(name: "e", shape: [0], scalars: []),
      ], metadata: ["cell": "lstm", "k": "\u{1}"]
    ).encoded()
    // Mutations of the structure get further than those of any byte.
    let pieces = [#"""#, "{", "}", "[", "]", ",", ":", "\\", "0", "9", "-", "e", #"\u"#, " "]
    for _ in 0..<100 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let piece = Array((pieces.randomElement(using: &random) ?? "").utf8)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 2: bytes.replaceSubrange(place..<place + 1, with: piece)
        case 3: bytes.insert(contentsOf: piece, at: place)
        case 4: bytes.removeSubrange(place..<min(bytes.count, place + 4))
        default: bytes.removeLast(min(bytes.count - 1, Int.random(in: 0...9, using: &random)))
        }
        if bytes.isEmpty { bytes = [0] }
      }
      do throws(SafetensorsError) {
        // What can be read must also be a value in order: it survives the way out and in.
        let value = try Safetensors(bytes: bytes)
        let again = try Safetensors(bytes: value.encoded())
        #expect(again.metadata == value.metadata, "seed \(seed)")
        #expect(again.tensors.map(\.shape) == value.tensors.map(\.shape), "seed \(seed)")
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func noiseNeverCrashes(seed: UInt64) {
    var random = SplitMix(state: seed)
    for _ in 0..<100 {
      let noise = (0..<Int.random(in: 0..<64, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let header = String(decoding: noise, as: UTF8.self)
      _ = try? Safetensors(bytes: noise)
      _ = try? Safetensors(bytes: SafetensorsTests.file(header: "{\"" + header))
    }
  }
}
