extension Reproduce {
  /// The command that makes the same results again, as a shell takes it.
  func commandLine(writingTo folder: String) -> String {
    var words = ["longlag", "reproduce", preset]
    if !lengths.isEmpty { words += ["--lengths", lengths.map(String.init).joined(separator: ",")] }
    if !cells.isEmpty { words += ["--cells", cells.joined(separator: ",")] }
    if let seeds { words += ["--seeds", "\(seeds)"] }
    if let epochs { words += ["--epochs", "\(epochs)"] }
    return (words + ["--out", folder]).map(\.shellWord).joined(separator: " ")
  }
}

extension String {
  /// As a word of a shell's command: in quotes where it must be.
  fileprivate var shellWord: String {
    let isPlain = unicodeScalars.allSatisfy { scalar in
      ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        || ("0"..."9").contains(scalar) || "-_./,:=+@%".unicodeScalars.contains(scalar)
    }
    return isPlain && !isEmpty ? self : "'" + replacing("'", with: "'\\''") + "'"
  }
}
