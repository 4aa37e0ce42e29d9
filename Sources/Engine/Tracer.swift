/// Writes down what a cell's equation does while `step` runs on symbols.
final class Tracer {
  private(set) var graph = StepGraph()
  private(set) var parameters: [Parameter] = []

  func append(_ operation: StepGraph.Operation, width: Int) -> Signal {
    Signal(width: width, value: graph.append(operation, width: width), tracer: self)
  }

  /// The index of a new parameter. Each is named once, where the equation uses it.
  func parameter(_ name: String, shape: [Int], role: Parameter.Role) -> Int {
    precondition(
      !parameters.contains { $0.name == name },
      "the parameter '\(name)' is used twice in one step: give each place in the equation a name")
    precondition(
      shape.allSatisfy { $0 > 0 }, "the parameter '\(name)' has the empty shape \(shape)")
    parameters.append(Parameter(name: name, shape: shape, role: role))
    return parameters.count - 1
  }

  func vector(_ name: String, role: Parameter.Role, width: Int) -> Signal {
    append(.vector(parameter: parameter(name, shape: [width], role: role)), width: width)
  }
}
