import Laboratory
import Models
import Tasks

extension Sweep {
  /// The sequences that the file asks recordings of, if the models of all experiments can read them.
  static func recordings(
    _ node: SourceNode?, of experiments: [Experiment]
  ) throws(SweepFileError) -> [RecordedSequence] {
    guard let node else { return [] }
    let expected = "expected a sequence such as \"6 7 0 0 1\", or a list of such"
    var nodes = [node]
    if case .list(let list) = node.content { nodes = list }
    if nodes.isEmpty { throw node.place.error(.value, "'record' \(node.found); \(expected)") }
    var sequences: [RecordedSequence] = []
    for one in nodes {
      guard case .scalar(let text, let isQuoted) = one.content, !one.isEmpty else {
        throw one.place.error(.value, "'record' \(one.found); \(expected)")
      }
      // [6, 7, 0] would be three sequences of a symbol each, which nobody means.
      if nodes.count > 1, !isQuoted, Int(text) != nil {
        throw one.place.error(
          .value, "'record' has a symbol alone, \(text.shown); \(expected), each in quotation marks"
        )
      }
      do throws(ModelError) {
        let sequence = try RecordedSequence(text)
        for experiment in experiments {
          try sequence.check(input: experiment.task.input, answer: experiment.task.answer)
        }
        if !sequences.contains(sequence) { sequences.append(sequence) }
      } catch {
        throw one.place.error(.value, "'record' is \(text.shown): \(error)")
      }
    }
    return sequences
  }
}
