import CKernels
import Testing

@testable import Kernels

/// What the members of a team leave in a test.
private final class Marks {
  let team: OpaquePointer?
  let members: Int
  let values: UnsafeMutablePointer<Int>
  var sums: UnsafeMutablePointer<Int>

  init(_ team: OpaquePointer?) {
    self.team = team
    members = Int(ll_team_members(team))
    values = .allocate(capacity: members)
    sums = .allocate(capacity: members)
    values.initialize(repeating: 0, count: members)
    sums.initialize(repeating: 0, count: members)
  }

  deinit {
    values.deallocate()
    sums.deallocate()
  }
}

@Suite struct TeamTests {
  /// Every member counts, meets the others, and adds up what all have counted.
  private func countAndMeet(_ marks: Marks) {
    ll_team_run(
      marks.team,
      { context, member in
        guard let context else { return }
        let marks = Unmanaged<Marks>.fromOpaque(context).takeUnretainedValue()
        marks.values[Int(member)] += 1
        ll_team_meet(marks.team)
        var sum = 0
        for i in 0..<marks.members { sum += marks.values[i] }
        marks.sums[Int(member)] = sum
      }, Unmanaged.passUnretained(marks).toOpaque())
  }

  @Test("Whoever meets sees what all did before", arguments: [1, 2, 3, 4, 9])
  func meeting(members: Int) {
    let team = Team(members: members)
    let marks = Marks(team.raw)
    for round in 1...2000 {
      countAndMeet(marks)
      for i in 0..<marks.members where marks.sums[i] != round * marks.members {
        Issue.record("member \(i) of \(marks.members) saw \(marks.sums[i]) in round \(round)")
        return
      }
    }
  }

  @Test("A team that went to sleep wakes up") func sleep() async throws {
    let team = Team(members: 3)
    let marks = Marks(team.raw)
    for round in 1...3 {
      countAndMeet(marks)
      #expect(marks.sums[0] == 3 * round)
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
