import Testing

@testable import Models

@Suite struct SafetensorsTests {
  /// The bytes of a file with this header and these data.
  static func file(header: String, data: [UInt8] = []) -> [UInt8] {
    let header = Array(header.utf8)
    return (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header + data
  }

  @Test func theBytesAreThoseOfTheFormat() {
    let value = Safetensors(
      [
        .init(name: "b", shape: [2], scalars: [1, -2]), .init(name: "a", shape: [], scalars: [0.5]),
      ],
      metadata: ["z": "1", "a": "\"é\u{1}"])
    let header =
      #"{"__metadata__":{"a":"\"é\u0001","z":"1"},"#
      + #""b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
      + #""a":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}"#
    let padding = String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    let data: [UInt8] = [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 0, 0, 0, 0x3f]
    #expect(value.encoded() == Self.file(header: header + padding, data: data))
  }

  @Test func nothingIsAFileToo() throws {
    #expect(Safetensors().encoded() == Self.file(header: "{}      "))
    #expect(try Safetensors(bytes: Self.file(header: "{}")) == Safetensors())
  }

  @Test func tensorsAreFoundByName() {
    let value = Safetensors([.init(name: "a", shape: [0, 3], scalars: [])])
    #expect(value["a"]?.shape == [0, 3])
    #expect(value["b"] == nil)
  }

  @Test(
    arguments: [
      // One, the largest, a subnormal, minus zero and infinity of each type.
      ("F16", [0x00, 0x3c, 0xff, 0x7b, 0x01, 0x00, 0x00, 0x80, 0x00, 0xfc]),
      ("BF16", [0x80, 0x3f, 0x7f, 0x7f, 0x01, 0x00, 0x00, 0x80, 0x80, 0xff]),
    ] as [(String, [UInt8])])
  func halvesAreExact(type: String, data: [UInt8]) throws {
    let header = #"{"x":{"dtype":"\#(type)","shape":[5],"data_offsets":[0,10]}}"#
    let value = try Safetensors(bytes: Self.file(header: header, data: data))
    let expected: [Float] =
      type == "F16"
      ? [1, 65504, 0x1p-24, -0.0, -.infinity]
      : [1, 0x1.fep127, 0x1p-133, -0.0, -.infinity]
    #expect(value["x"]?.scalars == expected)
    #expect(value["x"]?.scalars[3].sign == .minus)
  }

  @Test func doublesAreRounded() throws {
    let numbers = [0.1, -1e300, 3]
    let data = numbers.flatMap { number in
      (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) }
    }
    let header = #"{"x":{"dtype":"F64","shape":[3],"data_offsets":[0,24]}}"#
    let value = try Safetensors(bytes: Self.file(header: header, data: data))
    #expect(value["x"]?.scalars == [0.1, -.infinity, 3])
  }

  @Test func theOrderIsThatOfTheData() throws {
    let header =
      #" {"b":{"data_offsets":[4,8],"shape":[1,1],"dtype":"F32"} , "#
      + "\"a\" : {\"dtype\":\t\"F32\",\n\"shape\":[ ],\"data_offsets\":[ 0 , 4 ]} }\r\n"
    let data: [UInt8] = [0, 0, 0x80, 0x3f, 0, 0, 0, 0x40]
    let value = try Safetensors(bytes: Self.file(header: String(header.dropFirst()), data: data))
    #expect(value.tensors.map(\.name) == ["a", "b"])
    #expect(value.tensors.map(\.scalars) == [[1], [2]])
  }

  @Test func escapesAreResolved() throws {
    let header = #"{"__metadata__":{"\u00e9\n\/\\":"\ud83d\ude00\"\b\f\r\t"}}"#
    let value = try Safetensors(bytes: Self.file(header: header))
    #expect(value.metadata == ["é\n/\\": "😀\"\u{8}\u{c}\r\t"])
  }

  @Test func weightsThatAreNotNumbersAreFoundByAQuestionOfTheirOwn() throws {
    var value = Safetensors([
      .init(name: "fine", shape: [2], scalars: [1, .greatestFiniteMagnitude])
    ])
    try value.checkFinite()
    value.tensors.append(
      .init(name: "forget", shape: [2, 3], scalars: [0, 0, 0, 0, .nan, .infinity]))
    let error = #expect(throws: SafetensorsError.self) {
      try value.checkFinite(source: "model.safetensors")
    }
    #expect(
      error?.description
        == #""model.safetensors", tensor "forget": found nan at [1, 1], expected finite numbers"#)
    #expect(error?.exitStatus == 65)
    // Such a file can be written and read all the same.
    let read = try Safetensors(bytes: value.encoded())
    #expect(read["forget"]?.scalars[4].isNaN == true)
    #expect(read["forget"]?.scalars[5] == .infinity)
  }

  /// Any value comes back as it was, and its bytes are the same the second time.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let names = Set((0..<Int.random(in: 0...6, using: &random)).map { _ in random.text() })
    let tensors = names.sorted().map { name in
      let shape = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        Int.random(in: 0...4, using: &random)
      }
      return Safetensors.Tensor(
        name: name, shape: shape,
        scalars: (0..<shape.reduce(1, *)).map { _ in random.float() })
    }
    let metadata = Dictionary(
      (0..<Int.random(in: 0...3, using: &random)).map { _ in (random.text(), random.text()) },
      uniquingKeysWith: { $1 })
    let value = Safetensors(tensors, metadata: metadata)
    let bytes = value.encoded()
    #expect((8 + Int(bytes[0]) + Int(bytes[1]) << 8) % 8 == 0, "seed \(seed)")
    let read = try Safetensors(bytes: bytes)
    #expect(read == value, "seed \(seed)")
    #expect(read.encoded() == bytes, "seed \(seed)")
  }
}

/// A small generator, so that a seed in a failure's message is enough to repeat it.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// Text with all that JSON must escape, and more.
  mutating func text() -> String {
    let alphabet = [
      "a", "weight.0", "\"", "\\", "/", "\n", "\u{0}", "\u{1f}", "é", "😀", "\u{7f}", " ",
    ]
    return (0..<Int.random(in: 0...5, using: &self)).map { _ in
      alphabet.randomElement(using: &self) ?? ""
    }.joined()
  }

  /// Any finite float, each bit pattern as likely as the next.
  mutating func float() -> Float {
    let number = Float(bitPattern: UInt32(truncatingIfNeeded: next()))
    return number.isFinite ? number : 0
  }
}
