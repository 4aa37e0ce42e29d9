import Models
import Yams

extension SourceNode {
  /// The deepest that lists and mappings may lie in each other.
  private static let deepest = 16

  /// Reads the one document of a YAML text.
  ///
  /// What a reader cannot see where it is used is refused: anchors, aliases and tags. So nothing
  /// unfolds into more than was written.
  ///
  /// - Returns: `nil` for a text without a document.
  init?(_ source: SourceText) throws(SweepFileError) {
    let read = RoomyThread.run { Self.read(source) }
    guard let node = try read?.get() else { return nil }
    self = node
  }

  private static func read(_ source: SourceText) -> Result<SourceNode?, SweepFileError> {
    let start = Place(file: source.file)
    do {
      // Anchors are held by the parser alone.
      let parser = try Yams.Parser(yaml: source.text, encoding: .utf8)
      guard let root = try parser.singleRoot() else { return .success(nil) }
      return .success(try withExtendedLifetime(parser) { try Self(root, below: start, depth: 0) })
    } catch let error as SweepFileError {
      return .failure(error)
    } catch let error as YamlError {
      return .failure(sentence(for: error, start))
    } catch {
      return .failure(start.error(.syntax, "found what is not YAML: \(error)"))
    }
  }

  private init(
    _ node: Node, below parent: Place, depth: Int, isKey: Bool = false
  ) throws(SweepFileError) {
    var place = parent
    if let mark = node.mark { (place.line, place.column) = (mark.line, mark.column) }
    if let anchor = node.anchor {
      throw place.error(
        .syntax,
        "found the anchor \("&\(anchor)".shown); expected every setting written where it is used")
    }
    guard depth <= Self.deepest else {
      throw place.error(
        .syntax, "found more than \(Self.deepest) lists and mappings in each other; expected fewer")
    }
    self.place = place
    switch node {
    case .scalar(let scalar):
      let tag = try Self.check(scalar.tag, place, isKey: isKey)
      content = .scalar(scalar.string, isQuoted: scalar.style != .plain || tag == Self.text)
    case .sequence(let sequence):
      try Self.check(sequence.tag, place, isKey: isKey)
      var list: [SourceNode] = []
      for element in sequence { list.append(try Self(element, below: place, depth: depth + 1)) }
      content = .list(list)
    case .mapping(let mapping):
      try Self.check(mapping.tag, place, isKey: isKey)
      var pairs: [Pair] = []
      for (key, value) in mapping {
        let key = try Self(key, below: place, depth: depth + 1, isKey: true)
        guard case .scalar(let name, _) = key.content else {
          throw key.place.error(.key, "found a key that \(key.found); expected a name")
        }
        pairs.append(
          Pair(
            key: name, keyPlace: key.place,
            value: try Self(value, below: key.place, depth: depth + 1)))
      }
      content = .mapping(pairs)
    case .alias:
      throw place.error(
        .syntax, "found an alias; expected every setting written where it is used")
    }
  }

  /// The tag of text.
  private static let text = "tag:yaml.org,2002:str"

  /// Refuses all tags but that of text. Keys have tags that nobody wrote, as the parser compared them.
  @discardableResult
  private static func check(
    _ tag: Tag, _ place: Place, isKey: Bool
  ) throws(SweepFileError) -> String {
    let name = tag.description
    guard isKey || ["", "!", text].contains(name) else {
      throw place.error(.syntax, "found the tag \(name.shown); expected values without tags")
    }
    return name
  }

  private static func sentence(for error: YamlError, _ start: Place) -> SweepFileError {
    var place = start
    switch error {
    case .scanner(let context, let problem, let mark, let yaml),
      .parser(let context, let problem, let mark, let yaml),
      .composer(let context, let problem, let mark, let yaml):
      (place.line, place.column) = (mark.line, mark.column)
      if problem.hasPrefix("Maximum nesting level") {
        return place.error(
          .syntax, "found more than \(deepest) lists and mappings in each other; expected fewer")
      }
      if problem.hasPrefix("but found another document") {
        return place.error(.syntax, "found a second document; expected one sweep in a file")
      }
      if problem.hasPrefix("found undefined alias") {
        return place.error(
          .syntax, "found an alias; expected every setting written where it is used")
      }
      let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
      if lines.indices.contains(mark.line - 1),
        lines[mark.line - 1].unicodeScalars.dropFirst(mark.column - 1).first == "\t"
      {
        return place.error(.syntax, "found a tab; expected spaces, which alone indent in YAML")
      }
      let beginning = context.map { ", \($0.text) that begins in line \($0.mark.line)" } ?? ""
      return place.error(.syntax, "found what is not YAML: \(problem)\(beginning)")
    case .duplicatedKeysInMapping(let keys, let context):
      (place.line, place.column) = (context.mark.line, context.mark.column)
      return place.error(
        .key, "\((keys.first ?? "").shown) is there twice; expected each key once")
    case .reader(let problem, _, _, _):
      return place.error(.syntax, "found what is not YAML: \(problem)")
    default:
      return place.error(.syntax, "found what is not YAML: \(error)")
    }
  }
}
