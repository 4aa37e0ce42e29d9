import CKernels
import Testing

@testable import Kernels

/// What the parts of a work leave in a test.
private final class Marks {
  let values: UnsafeMutableBufferPointer<Int>

  init(_ count: Int) {
    values = .allocate(capacity: count)
    values.initialize(repeating: 0)
  }

  deinit { values.deallocate() }
}

@Suite struct TeamTests {
  /// Every part counts itself.
  private func count(_ team: Team, _ marks: Marks) {
    ll_team_run(
      team.raw,
      { context, part in
        guard let context else { return }
        Unmanaged<Marks>.fromOpaque(context).takeUnretainedValue().values[Int(part)] += 1
      }, Unmanaged.passUnretained(marks).toOpaque())
  }

  @Test("Every part is done, and done once", arguments: [1, 2, 3, 4, 9])
  func parts(members: Int) {
    let team = Team(members: members)
    let marks = Marks(team.members)
    for round in 1...5000 {
      count(team, marks)
      if !marks.values.allSatisfy({ $0 == round }) {
        Issue.record("after round \(round), the parts were done \(Array(marks.values)) times")
        return
      }
    }
  }

  @Test("A team that went to sleep wakes up") func sleep() async throws {
    let team = Team(members: 3)
    let marks = Marks(team.members)
    for round in 1...3 {
      count(team, marks)
      #expect(marks.values.allSatisfy { $0 == round })
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  @Test("A team that never worked ends") func idle() {
    for members in 1...8 { #expect(Team(members: members).members == members) }
  }

  @Test("Adam updates as one thread does", arguments: [0, 1, 15, 16, 17, 100, 1000])
  func adam(count: Int) {
    var generator = SeededGenerator()
    let gradients = generator.floats(count)
    let start = generator.floats(count)
    let results = [1, 2, 4].map { members in
      var (parameters, first) = (start, start)
      var second = start.map { $0 * $0 }
      InstructionSet.best.adam(
        learningRate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, decay: 0, step: 3,
        gradients: gradients, parameters: &parameters, firstMoment: &first,
        secondMoment: &second, team: Team(members: members))
      return parameters + first + second
    }
    #expect(results[1] == results[0] && results[2] == results[0])
  }
}
