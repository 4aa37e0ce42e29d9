import Statistics
import Testing

struct KaplanMeierTests {
  @Test func agreesWithStatsmodels() throws {
    for course in try GoldenStatistics.read().survival {
      let found = try KaplanMeier(
        zip(course.steps, course.solved).map { $1 == 1 ? .solved(at: $0) : .unsolved(after: $0) })
      #expect(found.points.map(\.steps) == course.times)
      #expect(found.points.map(\.atRisk) == course.atRisk)
      #expect(found.points.map { Double($0.solved) } == course.events)
      #expect(zip(found.points.map(\.unsolvedShare), course.shares).allSatisfy(agree))
      for (point, error) in zip(found.points, course.errors) {
        #expect((point.standardError == nil) == (error == nil))
        if let found = point.standardError, let error { #expect(agree(found, error)) }
      }
      #expect(found.median == course.median)
      #expect(found.seeds == course.steps.count)
      #expect(found.solvedSeeds == course.solved.reduce(0, +))
    }
  }

  @Test func halfOfTheSeedsIsAMedian() throws {
    let found = try KaplanMeier([
      .solved(at: 10), .solved(at: 20), .unsolved(after: 50), .unsolved(after: 50),
    ])
    #expect(found.median == 20)
    #expect(found.steps(untilSolvedShare: 0.25) == 10)
    #expect(found.steps(untilSolvedShare: 0.75) == nil)
    #expect(found.solvedInterval() == .wilson(2, of: 4))
  }

  @Test func nobodySolvedIt() throws {
    let found = try KaplanMeier([.unsolved(after: 100), .unsolved(after: 100)])
    #expect(found.points.isEmpty)
    #expect(found.median == nil)
  }

  @Test func impossibleStepsAreNamed() {
    #expect(throws: StatisticsError.noValues(of: "the steps to the solution")) {
      try KaplanMeier([])
    }
    let error = #expect(throws: StatisticsError.self) { try KaplanMeier([.solved(at: -1)]) }
    #expect(error?.description == "the number of steps of a seed is -1, but must be 0 or more")
  }
}
