import Engine
import FolderSupport
import Foundation
import Models
import Tasks
import Testing
import Training

@testable import Interchange

/// Event files, to the byte; script/test-tensorboard has TensorBoard itself read them.
struct TensorBoardTests {
  /// RFC 3720, appendix B.4, and the check value of the catalogs.
  static let checksums: [([UInt8], UInt32)] = [
    ([UInt8](repeating: 0, count: 32), 0x8a91_36aa),
    ([UInt8](repeating: 0xff, count: 32), 0x62a8_ab43),
    (Array(0..<32), 0x46dd_794e),
    (Array((0..<32).reversed()), 0x113f_db5c),
    (Array("123456789".utf8), 0xe306_9283),
    ([], 0),
  ]

  @Test(arguments: checksums) func checksumsAreCastagnolis(bytes: [UInt8], expected: UInt32) {
    #expect(CRC32C.checksum(bytes) == expected)
  }

  @Test func masksAreTurnedAndShifted() {
    // 0xe3069283 turned by 15 bits is 0x2507c60d.
    #expect(CRC32C.masked(Array("123456789".utf8)) == 0x2507_c60d &+ 0xa282_ead8)
  }

  @Test func fieldsAreAsTheEncodingHasThem() {
    var message = ProtocolBuffer()
    message.add(150, field: 1)  // the guide's own example
    message.add("testing", field: 2)
    message.add(Float(1), field: 3)
    message.add(-2.0, field: 4)
    message.add([1.0], field: 6)
    message.add(1 << 40, field: 16)
    let expected: [UInt8] =
      [0x08, 0x96, 0x01, 0x12, 0x07] + Array("testing".utf8) + [0x1d, 0, 0, 0x80, 0x3f]
      + [0x21, 0, 0, 0, 0, 0, 0, 0, 0xc0] + [0x32, 8, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f]
      + [0x80, 0x01, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20]
    #expect(message.bytes == expected)
  }

  @Test func everyRecordIsInTheFileAtOnce() throws {
    let folder = TemporaryFolder()
    let file = try TensorBoardFile(creatingIn: folder.path, at: 1)
    #expect(file.path.hasSuffix("/events.out.tfevents.0000000001.000"))
    let name = String(try #require(file.path.split(separator: "/").last))
    func records() throws -> [[UInt8]] { try Self.records(try folder.bytes(name)) }
    // time 1.0, "brain.Event:2"; time 1.0, step 0, a start.
    let one: [UInt8] = [0x09, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f]
    #expect(try records()[0] == one + [0x1a, 13] + Array("brain.Event:2".utf8))
    #expect(try records()[1] == one + [0x10, 0, 0x3a, 2, 0x08, 1])
    try file.append("a/b", 0.5, step: 300, at: 1)
    let value: [UInt8] = [0x0a, 3] + Array("a/b".utf8) + [0x15, 0, 0, 0, 0x3f]
    #expect(try records().count == 3)
    #expect(
      try records()[2]
        == one + [0x10, 0xac, 0x02, 0x2a, UInt8(value.count + 2), 0x0a, UInt8(value.count)] + value)
    try file.append("h", histogramOf: [Float.nan], step: 1)
    #expect(try records().count == 3, "nothing finite, nothing told")
    let other = try TensorBoardFile(creatingIn: folder.path, at: 1)
    #expect(other.path.hasSuffix(".001"))
  }

  @Test func sharesLieInBucketsFromZeroToOne() throws {
    let shares = try #require(Histogram([0, 0.019, 0.5, 1, .infinity]))
    #expect(shares.limits.count == 50 && abs(shares.limits[0] - 0.02) < 1e-12)
    #expect(shares.limits[49] == 1)
    #expect(shares.counts[0] == 2 && shares.counts[25] == 1 && shares.counts[49] == 1)
    #expect(shares.count == 4 && shares.least == 0 && shares.most == 1)
    let wide = try #require(Histogram([-2, 3]))
    #expect(wide.counts.first == 1 && wide.counts.last == 1 && wide.limits.last == 3)
    let point = try #require(Histogram([7, 7]))
    #expect(point.counts.reduce(0, +) == 2)
    #expect(zip(point.limits, point.limits.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(Histogram([Float]()) == nil)
  }

  @Test func aTrainingLeavesItsCourse() throws {
    let folder = TemporaryFolder()
    let task = DigitSum(length: 5)
    let (train, dev) = (try task.dataset(.train, seed: 0), try task.dataset(.dev, seed: 0))
    var plan = TrainingPlan(duration: .steps(20), batch: 8, optimizer: .adam(learningRate: 1e-2))
    plan.evaluateEvery = 10
    plan.recordsGradientNorms = true
    let log = TensorBoardLog(in: folder.path, of: plan, rows: train.count, gatesOn: dev)
    var model = try Model(
      Architecture(embedding: 4, cell: .lstm(hidden: 4)), input: task.input, answer: task.answer,
      seed: 0)
    let history = try Trainer(plan, seed: 0).train(&model, on: train, dev: dev) { log.note($0) }
    log.note(gradientNorms: history.gradientNorms)
    #expect(log.failure == nil)
    let name = try #require(try folder.names().first)
    let text = try Self.records(try folder.bytes(name)).map {
      String(decoding: $0, as: UTF8.self)
    }
    func count(_ tag: String) -> Int { text.count { $0.contains(tag) } }
    #expect(count("loss/batch") == 20)
    for tag in ["loss/train", "loss/dev", "accuracy/dev", "learning_rate"] {
      #expect(count(tag) == 2, "\(tag)")
    }
    for gate in ["input", "forget", "output"] { #expect(count("gates/layer0/\(gate)") == 2) }
    #expect(count("gates/layer0/cell") == 0 && count("gates/layer0/candidate") == 0)
    #expect(count("gradient_norm/") == 20 * history.gradientNorms.count)
  }

  /// What earlier files have heard before the checkpoint stays: the start says from where it does not.
  @Test(arguments: [(10, 0), (30, 30)]) func aTrainingThatIsTakenUpForgetsOnlyWhatComesAgain(
    first: Int, start: UInt8
  ) throws {
    let folder = TemporaryFolder()
    var plan = TrainingPlan(duration: .steps(40), batch: 8, optimizer: .adam(learningRate: 1e-2))
    plan.evaluateEvery = 10
    let log = TensorBoardLog(in: folder.path, of: plan, rows: 300)
    #expect(try folder.names().isEmpty, "nothing heard, nothing written")
    log.note(
      .evaluated(
        Evaluation(
          step: first, epoch: 1, trainLoss: 1, dev: Score(loss: 1, accuracy: 0.5, answers: 10))))
    let name = try #require(try folder.names().first)
    let records = try Self.records(try folder.bytes(name))
    #expect(records.count == 2 + 4)
    #expect(Array(records[1].dropFirst(9)) == [0x10, start, 0x3a, 2, 0x08, 1])
  }

  @Test func aFolderThatIsGoneIsAFailureAndNoCrash() {
    let plan = TrainingPlan(epochs: 1, batch: 8, optimizer: .adam(learningRate: 1e-2))
    let log = TensorBoardLog(in: "/nowhere/at/all", of: plan, rows: 300)
    log.note(.stepped(step: 1, loss: 1))
    #expect(log.failure?.description.contains("no such file or folder") == true)
  }

  @Test func aFolderThatIsNotThereIsNamed() {
    #expect {
      _ = try TensorBoardFile(creatingIn: "/nowhere/at/all")
    } throws: {
      "\($0)".contains("cannot create \"/nowhere/at/all/events") && "\($0)".contains("no such")
    }
  }

  /// The messages of a file whose frames are in order.
  private static func records(_ bytes: [UInt8]) throws -> [[UInt8]] {
    func number(_ bytes: some Sequence<UInt8>) -> UInt64 {
      bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    var (rest, records) = (bytes[...], [[UInt8]]())
    while !rest.isEmpty {
      let length = Array(rest.prefix(8))
      let message = Array(rest.dropFirst(12).prefix(Int(number(length))))
      try #require(number(rest.dropFirst(8).prefix(4)) == UInt64(CRC32C.masked(length)))
      rest = rest.dropFirst(12 + message.count)
      try #require(number(rest.prefix(4)) == UInt64(CRC32C.masked(message)))
      rest = rest.dropFirst(4)
      records.append(message)
    }
    return records
  }
}
