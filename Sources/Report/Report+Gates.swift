import Engine
import Laboratory
import Models
import Tasks

extension Report {
  /// Heat maps of what gates and states did over one sequence, at most five beside each other.
  var gateMaps: [HeatMaps] {
    guard let length = gateLength, let read = gateSequence else { return [] }
    var sheets: [(maps: [HeatMap], names: [String], notes: [String])] = []
    let owners = lookedInto(read.symbols, length: length).map { subject, pass in
      (
        maps: Self.maps(of: pass, named: subject.name), name: subject.name,
        note: pass.note(named: subject.name, right: read.answer)
      )
    }
    // The cells with most gates first; the others beside them where there is room.
    for owner in owners.sorted(by: { $0.maps.count > $1.maps.count }) {
      if let sheet = sheets.firstIndex(where: { $0.maps.count + owner.maps.count <= 5 }) {
        sheets[sheet].maps += owner.maps
        sheets[sheet].names.append(owner.name)
        sheets[sheet].notes.append(owner.note)
      } else {
        sheets.append((owner.maps, [owner.name], [owner.note]))
      }
    }
    let symbols = read.symbols.map(String.init)
    return sheets.enumerated().map { index, sheet in
      HeatMaps(
        FigureText(
          name: index == 0 ? "gates" : "gates-\(index + 1)",
          title: "Inside \(Findings.list(sheet.names)), reading \(symbols.joined(separator: " "))",
          caption: "Models trained at length \(length). Every column is one position in the "
            + "sequence, with the digit read there; every row is one hidden unit. "
            + sheet.notes.joined(separator: " ")),
        maps: sheet.maps, symbols: symbols, columns: symbols.count > 16 ? 3 : sheet.maps.count,
        width: sheet.maps.count > 2 ? 510 : 60 + 150 * Double(sheet.maps.count))
    }
  }

  /// What the state of each cell did over that sequence.
  var stateSentences: [String] {
    guard let length = gateLength, let read = gateSequence, read.answer != nil else { return [] }
    return lookedInto(read.symbols, length: length).compactMap { subject, pass in
      pass.stateSentence(named: subject.name, distractor: min(4, length - 1))
    }
  }

  private func lookedInto(_ symbols: [Int], length: Int) -> [(Subject, SequenceReading)] {
    subjects.compactMap { subject in
      guard let model = run(of: subject, length: length)?.model,
        let pass = SequenceReading(of: model, on: symbols)
      else { return nil }
      return (subject, pass)
    }
  }

  /// The length whose models are looked into: 10, or the nearest that was trained.
  var gateLength: Int? {
    lengths.min { (abs($0 - 10), $0) < (abs($1 - 10), $1) }
  }

  /// What the models are given to read: the book's sequence, cut or filled with zeros; of another
  /// task its first test row.
  private var gateSequence: (symbols: [Int], answer: Int?)? {
    guard let length = gateLength,
      let task = runs.first(where: { $0.experiment.task.length == length })?.experiment.task,
      case .symbols = task.input
    else { return nil }
    if task is DigitSum {
      var symbols = [Int](repeating: 0, count: length)
      symbols[0] = 6
      symbols[1] = 7
      symbols[min(4, length - 1)] = 1
      return (symbols, 13)
    }
    guard let test = try? task.dataset(.test, seed: 0),
      case .symbols(let symbols) = test.batch(of: [0]).0.input
    else { return nil }
    return (symbols.map(Int.init), nil)
  }

  /// The run with the lowest seed.
  private func run(of subject: Subject, length: Int) -> Run? {
    zip(runs, results.runs)
      .filter {
        $0.1.experiment.model.cell.name == subject.cell && $0.1.variant == subject.variant
          && $0.1.experiment.task.length == length
      }
      .min { $0.0.experiment.seed < $1.0.experiment.seed }?.0
  }

  private static func maps(of pass: SequenceReading, named owner: String) -> [HeatMap] {
    let gates = pass.gates.map { quantity in
      let rows = pass.rows(of: quantity)
      let isShare = rows.joined().allSatisfy { (0...1).contains($0) }
      return HeatMap(
        "\(quantity) gate", of: owner, values: rows,
        colors: isShare ? .sequential() : .diverging(limit: pass.limit(of: quantity)))
    }
    let state = pass.innermostState
    return gates + [
      HeatMap(
        "\(state) state", of: owner, values: pass.rows(of: state),
        colors: .diverging(limit: state == .hidden ? pass.limit(of: state) : 5))
    ]
  }
}
