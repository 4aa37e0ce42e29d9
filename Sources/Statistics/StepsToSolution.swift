/// When a seed solved its task, or how long it was watched without doing so.
public enum StepsToSolution: Sendable, Hashable {
  /// It solved the task at this step.
  case solved(at: Int)
  /// It had not solved the task when its training ended after so many steps. It might have later: the
  /// time is censored, not infinite.
  case unsolved(after: Int)

  /// The step of the solution, or of the end.
  public var steps: Int {
    switch self {
    case .solved(let steps), .unsolved(let steps): steps
    }
  }

  /// Whether the task was solved.
  public var isSolved: Bool {
    if case .solved = self { true } else { false }
  }
}
