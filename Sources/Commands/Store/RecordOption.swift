import ArgumentParser
import LongLag

/// `--record`: sequences that trained models read while everything inside them is recorded.
struct RecordOption: ParsableArguments {
  @Option(
    name: .customLong("record"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Keep, in the store, all that the trained model does while it reads these symbols, such as "
        + "\"6 7 0 0 1\", or \"6 7 0 0 1 = 13\" for the gradients of the right answer. Can be given "
        + "several times.", valueName: "sequence"))
  var texts: [String] = []

  /// The sequences, each once, if the models of all experiments can read them.
  ///
  /// - Parameter others: Those that were asked for elsewhere, and come first.
  /// - Throws: `Failure` that says which cannot be read, and why.
  func sequences(
    for experiments: [Experiment], behind others: [RecordedSequence] = []
  ) throws(Failure) -> [RecordedSequence] {
    var sequences = others
    for text in texts {
      do throws(ModelError) {
        let sequence = try RecordedSequence(text)
        if sequences.contains(sequence) { continue }
        for experiment in experiments {
          try sequence.check(input: experiment.task.input, answer: experiment.task.answer)
        }
        sequences.append(sequence)
      } catch {
        throw Failure(.usage, "--record is \(text.shortened): \(error)")
      }
    }
    return sequences
  }
}

extension String {
  /// In quotation marks, and not longer than a sentence bears.
  fileprivate var shortened: String {
    "'" + (count > 40 ? prefix(40) + "…" : self[...]) + "'"
  }
}
