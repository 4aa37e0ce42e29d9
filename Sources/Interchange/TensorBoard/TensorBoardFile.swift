public import Models

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// An event file, as TensorBoard reads it while it grows: every record is in the file as soon as it is
/// added.
///
/// A record is framed as in a TFRecord file (its length, the masked checksum of that, the message, its
/// masked checksum), and the message is an `Event` of `tensorflow/core/util/event.proto`.
public final class TensorBoardFile {
  /// Where it is.
  public var path: String { file.path }
  private let file: OpenFile

  /// Makes an event file in a folder that is there.
  ///
  /// - Parameters:
  ///   - step: The first step that will be told. Whatever earlier files in the folder hold from there
  ///     on, TensorBoard forgets: the run was begun anew, or taken up.
  ///   - time: Seconds since 1970.
  /// - Throws: `FileError` that names the file.
  public init(
    creatingIn folder: String, from step: Int = 0, at time: Double = TensorBoardFile.now
  ) throws(FileError) {
    var version = ProtocolBuffer()
    version.add(time, field: 1)
    version.add("brain.Event:2", field: 3)
    var start = ProtocolBuffer()
    start.add(1, field: 1)  // SessionLog.START
    file = try Self.unused(
      in: folder, at: time,
      beginningWith: Self.record(version) + Self.event(start, field: 7, step: step, at: time))
  }

  /// Adds a number.
  ///
  /// - Parameter tag: What it is: `loss/dev`. TensorBoard shows what stands before the slash together.
  public func append(
    _ tag: String, _ value: Double, step: Int, at time: Double = TensorBoardFile.now
  ) throws(FileError) {
    var entry = ProtocolBuffer()
    entry.add(tag, field: 1)
    entry.add(Float(value), field: 2)
    try append(entry, step: step, at: time)
  }

  /// Adds how some numbers are distributed; nothing where none of them is finite.
  public func append(
    _ tag: String, histogramOf values: some Sequence<Float>, step: Int,
    at time: Double = TensorBoardFile.now
  ) throws(FileError) {
    guard let histogram = Histogram(values) else { return }
    var message = ProtocolBuffer()
    message.add(histogram.least, field: 1)
    message.add(histogram.most, field: 2)
    message.add(Double(histogram.count), field: 3)
    message.add(histogram.sum, field: 4)
    message.add(histogram.sumOfSquares, field: 5)
    message.add(histogram.limits, field: 6)
    message.add(histogram.counts, field: 7)
    var entry = ProtocolBuffer()
    entry.add(tag, field: 1)
    entry.add(message, field: 5)
    try append(entry, step: step, at: time)
  }

  /// Seconds since 1970.
  public static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// A `Summary` with one `Value`.
  private func append(_ entry: ProtocolBuffer, step: Int, at time: Double) throws(FileError) {
    var summary = ProtocolBuffer()
    summary.add(entry, field: 1)
    try file.append(Self.event(summary, field: 5, step: step, at: time))
  }

  /// The record of an `Event`.
  private static func event(
    _ content: ProtocolBuffer, field: Int, step: Int, at time: Double
  ) -> [UInt8] {
    var event = ProtocolBuffer()
    event.add(time, field: 1)
    event.add(step, field: 2)
    event.add(content, field: field)
    return record(event)
  }

  /// A message in its frame.
  static func record(_ message: ProtocolBuffer) -> [UInt8] {
    let length = UInt64(message.bytes.count).littleEndianBytes
    return length + CRC32C.masked(length).littleEndianBytes + message.bytes
      + CRC32C.masked(message.bytes).littleEndianBytes
  }

  /// A file of a name that no other has.
  ///
  /// TensorBoard reads the files of a folder in the order of their names, and only those whose name
  /// holds `tfevents`. A second run within the second takes the next number.
  private static func unused(
    in folder: String, at time: Double, beginningWith bytes: [UInt8]
  ) throws(FileError) -> OpenFile {
    var number = 0
    while true {
      let name = "events.out.tfevents.\(padded(Int(time), 10)).\(padded(number, 3))"
      do throws(FileError) {
        let file = try OpenFile.creating("\(folder)/\(name)")
        try file.append(bytes)
        return file
      } catch {
        number += 1
        if error.code != EEXIST || number == 1000 { throw error }
      }
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
