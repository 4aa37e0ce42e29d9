public import Engine

/// What happened inside a model while it read one sequence.
///
/// ```swift
/// let recording = try model.record([6, 7, 0, 0, 1, 0, 0, 0, 0, 0])
/// recording.prediction                 // 13
/// recording[.forget]                   // [time × 1 × hidden]
/// recording.gradient(of: .cell)        // how much of the loss's gradient reaches each step
/// ```
public struct ModelRecording: Sendable, Equatable {
  /// What was read.
  public let symbols: [Int]
  /// The numbers from which the answer follows, one per class; the last, where every step is answered.
  public let logits: [Float]
  /// The share of each class in the answer.
  public let probabilities: [Float]
  /// The most likely class.
  public let prediction: Int
  /// The class whose cross-entropy the gradients are of: the right one, or the model's own.
  public let answer: Int
  /// What each recurrence did, from the input up; in a layer, forward comes first.
  public let recordings: [Recording]
  /// The recurrences by layer and direction: `layer0`, `layer0.backward`.
  public let names: [String]
  /// Which of the recurrences is the last layer's, and reads forward where one does.
  public let top: Int

  /// What the last layer did.
  public var topRecording: Recording { recordings[top] }

  /// A quantity of the last layer, `[time × 1 × width]`; `nil` where its cell has none of this name.
  public subscript(quantity: Quantity) -> Recording.Series? { topRecording[quantity] }

  /// ∂loss/∂state of the last layer at every step, `[time × 1 × width]`.
  public func gradient(of state: Quantity) -> Recording.Series? {
    topRecording.gradient(of: state)
  }
}
