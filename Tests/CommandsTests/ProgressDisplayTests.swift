import LongLag
import Testing

@testable import Commands
@testable import Training

@Suite struct ProgressDisplayTests {
  private func display(_ count: Int) -> ProgressDisplay {
    ProgressDisplay(
      (0..<count).map { seed in
        .init(name: "lstm length 10 seed \(seed)", steps: 1000, stepsPerEpoch: 10, cost: 1)
      })
  }

  private func evaluated(_ index: Int, step: Int, accuracy: Double = 0.5) -> LaboratoryEvent {
    let score = Score(loss: 2, accuracy: accuracy, answers: 100)
    return .training(
      index: index,
      .evaluated(Evaluation(step: step, epoch: Double(step) / 10, trainLoss: 1.25, dev: score)))
  }

  @Test func aLineForEachTrainingAndOneForTheWhole() {
    var display = display(4)
    display.note(.began(index: 0), at: .zero)
    display.note(.began(index: 1), at: .zero)
    display.note(evaluated(0, step: 500), at: .seconds(10))
    #expect(
      display.lines(width: 90, height: 24, at: .seconds(10))
        == [
          "lstm length 10 seed 0  ████████░░░░░░░░░  epoch 50/100   loss 1.250  dev 0.50  10 s left",
          "lstm length 10 seed 1  ░░░░░░░░░░░░░░░░░  epoch 0/100    loss –      dev –",
          "0 of 4 done            ██░░░░░░░░░░░░░░░  13 %                                 1 min left",
        ])
  }

  @Test(arguments: 1...120) func noLineIsWiderThanTheTerminal(width: Int) {
    var display = display(3)
    for index in 0..<3 {
      display.note(.began(index: index), at: .zero)
      display.note(evaluated(index, step: 100 * index), at: .seconds(5))
    }
    let lines = display.lines(width: width, height: 24, at: .seconds(5))
    #expect(lines.allSatisfy { $0.count <= width })
    // Nothing is hidden: every figure is there, on however many lines.
    let words = lines.joined(separator: width > 12 ? " " : "")
    for word in ["lstm", "seed", "20/100", "1.25", "0.50", "done", "left"] {
      #expect(words.contains(word), "\(width): \(words)")
    }
  }

  @Test func moreTrainingsThanLinesAreCounted() {
    var display = display(64)
    for index in 0..<64 { display.note(.began(index: index), at: .zero) }
    let lines = display.lines(width: 100, height: 10, at: .seconds(1))
    #expect(lines.count == 9)
    #expect(lines[7].hasPrefix("and 57 more under way"))
  }

  @Test func aBarIsFilledFromTheLeft() {
    #expect(ProgressDisplay.bar(0, width: 4) == "░░░░")
    #expect(ProgressDisplay.bar(0.49, width: 4) == "█░░░")
    #expect(ProgressDisplay.bar(1, width: 4) == "████")
    #expect(ProgressDisplay.bar(.nan, width: 4) == "░░░░")
    #expect(ProgressDisplay.bar(7, width: 2) == "██")
  }

  @Test func timesAreSaidAsPeopleDo() {
    let said = [0.2, 59, 61, 100, 3599, 5940, 9000, 86_400].map {
      ProgressDisplay.words(for: .seconds($0))
    }
    #expect(said == ["1 s", "59 s", "1 min", "2 min", "60 min", "99 min", "2.5 h", "24 h"])
  }

  @Test func theTimeLeftFollowsTheCost() {
    var display = ProgressDisplay([
      .init(name: "short", steps: 10, stepsPerEpoch: 1, cost: 1),
      .init(name: "long", steps: 10, stepsPerEpoch: 1, cost: 9),
    ])
    #expect(display.share == 0)
    display.note(.began(index: 1), at: .zero)
    display.note(evaluated(1, step: 5), at: .seconds(9))
    #expect(display.share == 0.45)
    #expect(ProgressDisplay.remaining(after: .seconds(9), share: 0.45) == .seconds(11))
    #expect(ProgressDisplay.remaining(after: .seconds(9), share: 0) == nil)
  }

  @Test func whereNothingIsRedrawnOnlyEndsAreSaid() {
    var display = display(2)
    let began = LaboratoryEvent.began(index: 0)
    display.note(began, at: .zero)
    #expect(display.message(about: began, isRedrawn: true, at: .zero) == nil)
    #expect(
      display.message(about: began, isRedrawn: false, at: .zero)
        == "lstm length 10 seed 0  begins")
    let looked = evaluated(0, step: 100)
    display.note(looked, at: .seconds(1))
    #expect(display.message(about: looked, isRedrawn: false, at: .seconds(1)) == nil)
  }

  @Test func aTrainingAloneSpeaksAtEveryTenth() {
    var display = display(1)
    display.note(.began(index: 0), at: .zero)
    let said = stride(from: 50, through: 1000, by: 50).compactMap { step -> String? in
      let event = evaluated(0, step: step)
      display.note(event, at: .seconds(1))
      return display.message(about: event, isRedrawn: false, at: .seconds(1))
    }
    #expect(said.count == 10)
    #expect(said[0] == "step 100 of 1,000  loss 1.25  dev 0.50")
  }
}
