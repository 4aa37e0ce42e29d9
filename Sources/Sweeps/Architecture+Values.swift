import Models

extension Architecture {
  /// Changes what was said.
  mutating func apply(_ values: Values) {
    if let hidden = values.whole("model.hidden") { cell.hidden = hidden }
    if let width = values.whole("model.embedding") { encoding = .embedding(width) }
    if values.flag("model.one-hot") == true { encoding = .oneHot }
    if values.flag("model.number") == true { encoding = .number }
    layers = values.whole("model.layers") ?? layers
    direction = values.choice("model.direction") ?? direction
    dropout = values.real("model.dropout") ?? dropout
    readout = values.choice("model.readout") ?? readout
    initialState = values.choice("model.initial-state") ?? initialState
    start = values.choice("model.start") ?? start
    forgetBias = values.real("model.forget-bias") ?? forgetBias
  }
}
