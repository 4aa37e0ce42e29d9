import LongLag

/// One quantity over some of the positions: its title, a map of units and positions, and the symbols
/// that were read.
struct TerminalPanel {
  let quantity: Quantity
  let title: String
  let scale: TerminalScale
  /// `[time][unit]`
  private let rows: [[Float]]
  private let symbols: [String]

  init(_ quantity: Quantity, in recording: Recording, symbols: [Int], units: Int) {
    self.quantity = quantity
    scale = TerminalScale(of: quantity, in: recording)
    rows = (recording.rows(of: quantity) ?? []).map { Array($0.prefix(units)) }
    self.symbols = symbols.map(String.init)
    if recording.gradient(of: quantity) != nil {
      title = "\(quantity) state"
    } else {
      title = "\(quantity)" + (scale.isSigned ? "" : " gate")
    }
  }

  /// The columns that a position needs at least, so that its symbol can be told from the next.
  var narrowestStep: Int {
    let longest = symbols.map(\.count).max() ?? 1
    return longest > 1 ? longest + 1 : 1
  }

  /// The columns that it takes beside the positions: the units' numbers and the frame.
  var margin: Int { labelWidth + 3 }

  private var labelWidth: Int { String(max(units - 1, 0)).count }
  private var units: Int { rows.first?.count ?? 0 }

  /// The lines, all of the same width.
  func lines(_ steps: Range<Int>, columnsPerStep: Int, color: Bool) -> [TerminalLine] {
    var lines = [TerminalLine(title)]
    for unit in stride(from: 0, to: units, by: color ? 2 : 1) {
      let label = unit.isMultiple(of: 8) ? String(unit) : ""
      var line = TerminalLine(String(repeating: " ", count: labelWidth - label.count) + label)
      line.append(color ? "  " : " |")
      if color {
        appendPair(unit, steps, columnsPerStep, to: &line)
      } else {
        for row in rows[steps] {
          let character = scale.character(Double(row[unit]))
          line.append(String(repeating: character, count: columnsPerStep))
        }
        line.append("|")
      }
      lines.append(line)
    }
    var read = TerminalLine(String(repeating: " ", count: labelWidth + 2))
    for (index, symbol) in symbols[steps].enumerated() {
      read.append(symbol)
      read.pad(to: labelWidth + 2 + (index + 1) * columnsPerStep)
    }
    lines.append(read)
    let width = lines.map(\.width).max() ?? 0
    for index in lines.indices { lines[index].pad(to: width) }
    return lines
  }

  /// Two units in one row of characters: the upper halves are one's, the lower the other's.
  private func appendPair(
    _ unit: Int, _ steps: Range<Int>, _ columns: Int, to line: inout TerminalLine
  ) {
    var last = ""
    for row in rows[steps] {
      let upper = "38;2;" + scale.color(Double(row[unit]))
      let lower =
        unit + 1 < units ? "48;2;" + scale.color(Double(row[unit + 1])) : "49"
      if "\(upper);\(lower)" != last {
        last = "\(upper);\(lower)"
        line.append(escape: last)
      }
      line.append(String(repeating: "▀", count: columns))
    }
    line.append(escape: "0")
  }
}
