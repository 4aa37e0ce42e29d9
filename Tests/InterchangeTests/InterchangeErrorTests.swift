import Models
import Tasks
import Testing

@testable import Interchange

@Suite struct InterchangeErrorTests {
  typealias Tensor = Safetensors.Tensor

  /// A file, what is wrong with it, and the words that the error must have.
  struct Flaw: CustomStringConvertible, Sendable {
    let description: String
    var cell: String?
    var input: TaskInput?
    var answer: TaskAnswer?
    var specimen = Specimen(cell: "lstm")
    var keepsMetadata = false
    let words: [String]
    let damage: @Sendable (inout Safetensors) -> Void

    init(
      _ description: String, _ specimen: Specimen = Specimen(cell: "lstm"), cell: String? = nil,
      input: TaskInput? = nil, answer: TaskAnswer? = nil, keepsMetadata: Bool = false,
      words: [String], damage: @escaping @Sendable (inout Safetensors) -> Void = { _ in }
    ) {
      self.description = description
      self.specimen = specimen
      self.cell = cell
      self.input = input
      self.answer = answer
      self.keepsMetadata = keepsMetadata
      self.words = words
      self.damage = damage
    }
  }

  static let flaws: [Flaw] = [
    Flaw(
      "nothing",
      words: [
        #""rnn.weight_ih_l0" is missing"#, #""rnn.weight_hh_l0" is missing"#,
        #""readout.weight" is missing"#,
      ]
    ) { $0.tensors = [] },
    Flaw(
      "other names", words: [#""rnn.weight_ih_l0" is missing"#, #""lstm.weight_ih_l0" [16, 3] is"#]
    ) { file in
      file.tensors = file.tensors.map {
        Tensor(name: $0.name.replacing("rnn.", with: "lstm."), shape: $0.shape, scalars: $0.scalars)
      }
    },
    Flaw("one missing", words: [#""rnn.weight_hh_l0" is missing"#]) {
      $0.remove("rnn.weight_hh_l0")
    },
    Flaw(
      "some missing in another layer", Specimen(cell: "gru", layers: 2, direction: .bidirectional),
      words: [
        #""rnn.weight_hh_l1_reverse" is missing, expected [12, 4]"#,
        #""rnn.bias_ih_l1" is missing, expected [12]"#,
      ]
    ) {
      $0.remove("rnn.weight_hh_l1_reverse")
      $0.remove("rnn.bias_ih_l1")
    },
    Flaw("a layer left out", words: [#""rnn.weight_ih_l1" is missing, expected [16, 4]"#]) {
      $0.add("rnn.weight_hh_l2", [16, 4])
    },
    Flaw("a projection", words: [#""rnn.weight_hr_l0" [2, 4] is not expected"#]) {
      $0.add("rnn.weight_hr_l0", [2, 4])
    },
    Flaw("a name that moves the cursor", words: [#""\u{1b}[2J" [1] is not expected"#]) {
      $0.add("\u{1b}[2J", [1])
    },
    Flaw("a wrong shape", words: [#""rnn.bias_ih_l0" is [4, 4], expected [16]"#]) {
      $0.replace("rnn.bias_ih_l0", [4, 4])
    },
    Flaw("a read-out of another width", words: [#""readout.weight" is [5, 3], expected [5, 4]"#]) {
      $0.replace("readout.weight", [5, 3])
    },
    Flaw(
      "an embedding of another width",
      keepsMetadata: true, words: [#""embedding.weight" is [7, 2], expected [7, 3]"#]
    ) { $0.replace("embedding.weight", [7, 2]) },
    Flaw("two blocks", words: [#""rnn.weight_hh_l0" is [8, 4], expected [H, H], [3H, H] or"#]) {
      $0.replace("rnn.weight_hh_l0", [8, 4])
    },
    Flaw("a vector as a matrix", words: [#""rnn.weight_hh_l0" is [16], expected a matrix"#]) {
      $0.replace("rnn.weight_hh_l0", [16])
    },
    Flaw("an empty matrix", words: [#""rnn.weight_hh_l0" is [0, 4], expected a matrix"#]) {
      $0.replace("rnn.weight_hh_l0", [0, 4])
    },
    Flaw("a thousand strangers", words: ["and 992 more"]) {
      for index in 0..<1000 { $0.add("stranger.\(index)", [1]) }
    },
    Flaw("a layer without end", words: ["layers is 9223372036854775807, but must be"]) {
      $0.add("rnn.weight_ih_l9223372036854775807", [1])
    },
    Flaw("not a number", words: [#""rnn.weight_hh_l0": found nan at [0, 0], expected finite"#]) {
      $0.replace("rnn.weight_hh_l0", [16, 4], .nan)
    },
    Flaw("biases too large to add", words: [#""rnn.bias_hh_l0" is too large to be added"#]) {
      $0.replace("rnn.bias_ih_l0", [16], .greatestFiniteMagnitude)
      $0.replace("rnn.bias_hh_l0", [16], .greatestFiniteMagnitude)
    },
    Flaw(
      "another cell", cell: "gru",
      words: ["the cell is nn.LSTM by the shape [16, 4] of rnn.weight_hh_l0", #""gru" was asked"#]),
    Flaw(
      "another cell than is stated", cell: "gru", keepsMetadata: true,
      words: [#"the cell is "lstm", but "gru" was asked for"#]),
    Flaw("a cell without a twin", cell: "lstm-peephole", words: [#""lstm-peephole" was asked"#]),
    Flaw("an unknown cell", cell: "gpt", words: ["there is no cell 'gpt'"]),
    Flaw("no cell", Specimen(cell: "lstm-peephole"), words: ["name the cell"]),
    Flaw(
      "other symbols", input: .symbols(alphabet: 10),
      words: ["the input is one of 7 symbols, but one of 10 symbols was asked for"]),
    Flaw(
      "numbers, where there are symbols", input: .values(features: 2), keepsMetadata: true,
      words: ["the input is one of 7 symbols, but 2 real numbers was asked for"]),
    Flaw(
      "other classes", answer: TaskAnswer(.classes(19), .atEnd),
      words: ["the answer is one of 5 classes at the end, but one of 19 classes"]),
    Flaw("a bias that LongLag wrote", keepsMetadata: true, words: [#""readout.bias" is missing"#]) {
      $0.remove("readout.bias")
    },
    Flaw("half a statement", keepsMetadata: true, words: ["longlag.task: found nothing"]) {
      $0.metadata["longlag.task"] = nil
    },
    Flaw("no JSON", keepsMetadata: true, words: [#"longlag.architecture: found "{""#]) {
      $0.metadata["longlag.architecture"] = "{"
    },
    Flaw("an enormous task", keepsMetadata: true, words: ["from 1 to 2147483647"]) {
      $0.metadata["longlag.task"] = #"{"symbols":9e15,"classes":5,"moment":"atEnd"}"#
    },
    Flaw("an ambiguous task", keepsMetadata: true, words: ["either symbols or features"]) {
      $0.metadata["longlag.task"] = #"{"symbols":7,"features":7,"classes":5,"moment":"atEnd"}"#
    },
    Flaw(
      "an enormous model", keepsMetadata: true,
      words: [#""embedding.weight" is [7, 3], expected [7, 16384]"#, "more"]
    ) {
      $0.metadata["longlag.architecture"] =
        #"{"cell":{"hidden":16384,"name":"lstm"},"direction":"bidirectional","dropout":0,"#
        + #""encoding":"embedding-16384","initialState":"zero","layers":64,"start":"orthogonal"}"#
    },
    Flaw("an impossible model", keepsMetadata: true, words: ["hidden is -1, but must be"]) {
      $0.metadata["longlag.architecture"] =
        #"{"cell":{"hidden":-1,"name":"lstm"},"direction":"forward","dropout":0,"#
        + #""encoding":"one-hot","initialState":"zero","layers":1,"start":"zero"}"#
    },
  ]

  @Test(arguments: flaws)
  func saysWhatWasFoundAndWhatWasExpected(flaw: Flaw) throws {
    var file = try flaw.specimen.model().safetensors()
    if !flaw.keepsMetadata { file.metadata = [:] }
    flaw.damage(&file)
    let error = #expect(throws: InterchangeError.self) {
      try Model(
        reading: file, source: "m.safetensors", cell: flaw.cell, input: flaw.input,
        answer: flaw.answer)
    }
    let description = error?.description ?? ""
    #expect(description.hasPrefix(#""m.safetensors""#), "\(description)")
    for words in flaw.words { #expect(description.contains(words), "\(description)") }
    #expect(error?.exitStatus == 65)
  }
}

extension Safetensors {
  fileprivate mutating func remove(_ name: String) {
    tensors.removeAll { $0.name == name }
  }

  fileprivate mutating func add(_ name: String, _ shape: [Int], _ scalar: Float = 0.5) {
    let scalars = Array(repeating: scalar, count: shape.reduce(1, *))
    tensors.append(Tensor(name: name, shape: shape, scalars: scalars))
  }

  fileprivate mutating func replace(_ name: String, _ shape: [Int], _ scalar: Float = 0.5) {
    remove(name)
    add(name, shape, scalar)
  }
}
