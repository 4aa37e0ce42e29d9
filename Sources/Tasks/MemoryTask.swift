/// A family of sequences that can only be answered by remembering.
///
/// A task is a value: its settings, and nothing that was drawn. From the settings and a seed it makes
/// the same data every time, on every machine.
///
/// ```swift
/// let task = DigitSum(length: 20)
/// let train = try task.dataset(.train, seed: 7)
/// let (batch, targets) = train.batch(of: 0..<8)
/// ```
///
/// A task of one's own declares its settings as stored properties, says what is read and answered, and
/// draws its examples from `RandomStream`s of its own; `TaskCatalog.adding(_:)` makes it known by name.
/// It must encode itself as an object with keys, none of them `task`.
public protocol MemoryTask: Codable, Hashable, Sendable {
  /// The name by which files and the command line know the task: `digit-sum`.
  static var name: String { get }
  /// What the task asks, in one line.
  static var summary: String { get }
  /// Steps of a sequence: what a sweep varies. Where sequences differ, the longest.
  var length: Int { get set }
  /// What is read at each step.
  var input: TaskInput { get }
  /// What is to be answered, and when.
  var answer: TaskAnswer { get }

  /// The examples of one split; the same for the same seed.
  ///
  /// - Throws: `TaskError` when the settings admit no such data, or its files cannot be read.
  func dataset(_ split: Split, seed: UInt64) throws(TaskError) -> Dataset
}
