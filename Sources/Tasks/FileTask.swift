#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Sequences from files of one's own, in the book's text format (see `Dataset.init(text:file:)`).
///
/// The task keeps the paths and the fingerprints of what it found there, so that an experiment with
/// files is a value like any other: if the files change, it does not run on other data under the same
/// name, but says so.
///
/// ```swift
/// let task = try FileTask(paths: .init(train: "my/train.txt", dev: "my/dev.txt", test: "my/test.txt"))
/// ```
///
/// Where there is no dev file, give the test file for both, and know that the result is then no longer
/// measured on rows that decided nothing.
public struct FileTask: MemoryTask {
  /// Where the files are; a relative path starts at the working directory.
  public let paths: PerSplit<String>
  /// What was in them when the task was defined.
  public let fingerprints: PerSplit<Fingerprint>
  /// Symbols lie below.
  public let alphabet: Int
  /// Labels lie below.
  public let classes: Int
  /// Steps of the longest row in the train file. It is what the file has: a sweep over other lengths
  /// needs other files, and `dataset(_:seed:)` refuses a length that is not the file's.
  public var length: Int

  /// A task of three files, which are read and checked.
  ///
  /// - Parameters:
  ///   - alphabet: the number of symbols; if not given, one more than the largest in the train file.
  ///   - classes: the number of classes; if not given, one more than the largest label there.
  /// - Throws: `TaskError.file` for a file that cannot be read or holds no rows, `TaskError.row` for
  ///   a line that is none, or that goes beyond the alphabet or the classes.
  public init(
    paths: PerSplit<String>, alphabet: Int? = nil, classes: Int? = nil
  ) throws(TaskError) {
    try Self.check(alphabet, "alphabet")
    try Self.check(classes, "classes")
    let train = try Self.read(paths.train)
    let dev = try Self.read(paths.dev)
    let test = try Self.read(paths.test)
    let rows = try Dataset(bytes: train, file: paths.train, alphabet: alphabet, classes: classes)
    guard case .symbols(let alphabet) = rows.input, case .classes(let classes) = rows.answer.kind
    else { preconditionFailure("rows of text are symbols with a class") }
    _ = try Dataset(bytes: dev, file: paths.dev, alphabet: alphabet, classes: classes)
    _ = try Dataset(bytes: test, file: paths.test, alphabet: alphabet, classes: classes)
    self.init(
      paths: paths,
      fingerprints: PerSplit(
        train: Fingerprint(of: train), dev: Fingerprint(of: dev), test: Fingerprint(of: test)),
      alphabet: alphabet, classes: classes, length: rows.lengths.max() ?? 0)
  }

  /// A task of files that were read before, here or elsewhere.
  init(
    paths: PerSplit<String>, fingerprints: PerSplit<Fingerprint>, alphabet: Int, classes: Int,
    length: Int
  ) {
    self.paths = paths
    self.fingerprints = fingerprints
    self.alphabet = alphabet
    self.classes = classes
    self.length = length
  }

  /// `files`.
  public static let name = "files"
  /// What the task asks, in one line.
  public static let summary = "classify the sequences in files of one's own"
  /// Symbols of the given or derived alphabet.
  public var input: TaskInput { .symbols(alphabet: alphabet) }
  /// One class, at the end.
  public var answer: TaskAnswer { TaskAnswer(.classes(classes), .atEnd) }

  /// The rows of one file, in its order; the seed has no part in them.
  ///
  /// - Throws: `TaskError.file` if the file cannot be read or is no longer what it was,
  ///   `TaskError.setting` if `length` is not the longest row of the train file.
  public func dataset(_ split: Split, seed: UInt64) throws(TaskError) -> Dataset {
    let path = paths[split]
    let bytes = try Self.read(path)
    let found = Fingerprint(of: bytes)
    guard found == fingerprints[split] else {
      throw .file(
        path: path, found: "content with the fingerprint \(found)",
        expected: "\(fingerprints[split]), as when the task was defined")
    }
    let data = try Dataset(bytes: bytes, file: path, alphabet: alphabet, classes: classes)
    if split == .train, let longest = data.lengths.max(), longest != length {
      throw .setting(
        task: Self.name, key: "length", found: "\(length)",
        expected: "\(longest), the longest row of \(path): other lengths need other files")
    }
    return data
  }

  static func check(_ number: Int?, _ key: String) throws(TaskError) {
    guard let number, !(1...DatasetText.largest).contains(number) else { return }
    throw .setting(
      task: name, key: key, found: "\(number)",
      expected: "a whole number in 1...\(DatasetText.largest)")
  }

  private static func read(_ path: String) throws(TaskError) -> [UInt8] {
    let expected = "a file that can be read"
    do {
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
      throw .file(path: path, found: "no such file", expected: expected)
    } catch let error as CocoaError where error.code == .fileReadNoPermission {
      throw .file(path: path, found: "no permission to read", expected: expected)
    } catch {
      throw .file(path: path, found: "nothing readable", expected: expected)
    }
  }
}
