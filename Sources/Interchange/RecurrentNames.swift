/// What the names of a file's recurrent tensors say of the layers they belong to.
struct RecurrentNames {
  /// Whether they are PyTorch's names or LongLag's.
  private(set) var areTorch = false
  /// The number of layers; 0 where there are no recurrent tensors.
  private(set) var layers = 0
  /// Whether some recurrence reads from the first step to the last.
  private(set) var hasForward = false
  /// Whether some recurrence reads from the last step to the first.
  private(set) var hasBackward = false
  /// Whether states have learned starts.
  private(set) var hasInitialStates = false

  init(_ names: [String]) {
    let torch = names.compactMap(Self.torch)
    let own = names.compactMap(Self.own)
    areTorch = !torch.isEmpty
    for (layer, isBackward) in areTorch ? torch : own {
      layers = max(layers, layer == .max ? .max : layer + 1)
      hasForward = hasForward || !isBackward
      hasBackward = hasBackward || isBackward
    }
    hasInitialStates = names.contains { Self.own($0) != nil && $0.contains(".initial.") }
  }

  /// The number of recurrences side by side in a layer.
  var directions: Int { hasForward && hasBackward ? 2 : 1 }

  /// What the names of the first recurrence's tensors end with.
  var firstSuffix: String { hasForward || !hasBackward ? "_l0" : "_l0_reverse" }

  private typealias Place = (layer: Int, isBackward: Bool)

  /// As in `rnn.weight_ih_l1_reverse`.
  private static func torch(_ name: String) -> Place? {
    for kind in ["weight_ih", "weight_hh", "bias_ih", "bias_hh"] {
      guard var rest = name.after("rnn.\(kind)_l") else { continue }
      let isBackward = rest.hasSuffix("_reverse")
      if isBackward { rest = rest.dropLast("_reverse".count) }
      if let layer = Int(rest), layer >= 0 { return (layer, isBackward) }
    }
    return nil
  }

  /// As in `rnn.layers.1.backward.forget.bias`.
  private static func own(_ name: String) -> Place? {
    guard let rest = name.after("rnn.layers.") else { return nil }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, let layer = Int(parts[0]), layer >= 0 else { return nil }
    return (layer, parts[1] == "backward")
  }
}

extension String {
  /// What stands behind a prefix; `nil` where the text does not begin with it.
  fileprivate func after(_ prefix: String) -> Substring? {
    hasPrefix(prefix) ? dropFirst(prefix.count) : nil
  }
}
