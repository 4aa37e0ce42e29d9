import Laboratory
import Statistics
import Testing

@testable import Report

@Suite struct FindingsTests {
  private typealias Runs = SyntheticRuns

  private func findings(_ groups: RunGroup..., constants: [Int: Double] = [:]) -> Findings {
    Findings(groups: groups, constants: constants)
  }

  // MARK: - Accuracy

  /// Nine accuracies around one, no two differences between groups alike.
  private func nine(around accuracy: Double, spread: Double = 0.01) -> [Double] {
    (0..<9).map { accuracy + spread * Double($0 * $0 % 7 - 3) / 3 }
  }

  @Test func namesTheLeaderWhicheverItIs() {
    for (better, worse, name, other) in [
      ("lstm", "srn", "LSTM", "SRN"), ("srn", "lstm", "SRN", "LSTM"),
    ] {
      let comparison = findings(
        Runs.group(better, length: 20, accuracies: nine(around: 0.9)),
        Runs.group(worse, length: 20, accuracies: nine(around: 0.5, spread: 0.02))
      ).comparison
      let said = "\(name) remembers longer than \(other)"
      #expect(comparison.overview?.hasPrefix("\(said) at length 20, by") == true)
      #expect(comparison.sentences[0].hasPrefix("\(said): +0.4044 test accuracy at length 20"))
      #expect(comparison.sentences[0].contains("bootstrap over 9 seeds"))
    }
  }

  @Test func saysWhenTheDataSupportNoDifference() {
    let mixed = (0..<9).map { 0.5 + ($0 % 2 == 0 ? 0.2 : -0.19) }
    let comparison = findings(
      Runs.group("lstm", length: 5, accuracies: nine(around: 0.5)),
      Runs.group("srn", length: 5, accuracies: mixed)
    ).comparison
    #expect(
      comparison.overview
        == "These data support no difference between LSTM and SRN at length 5.")
    #expect(comparison.sentences[0].contains("do not support that"))
  }

  @Test func saysWhenFiveSeedsCannotDecide() {
    let found = findings(
      Runs.group("lstm", length: 5, accuracies: [0.90, 0.91, 0.92, 0.93, 0.94]),
      Runs.group("srn", length: 5, accuracies: [0.1, 0.2, 0.1, 0.2, 0.1]))
    let overview = found.comparison.overview
    #expect(overview?.hasPrefix("5 seeds cannot tell LSTM and SRN apart at length 5") == true)
    #expect(overview?.hasSuffix("it takes at least 6.") == true)
    #expect(found.comparison.sentences[0].contains("The smallest p that 5 seeds can give is 0.06"))
    #expect(found.summary[0].contains("cannot tell"))
  }

  @Test func aTieHasNoLeader() {
    let comparison = findings(
      Runs.group("lstm", length: 5, accuracies: [0.5]),
      Runs.group("srn", length: 5, accuracies: [0.5])
    ).comparison
    #expect(comparison.overview == "LSTM and SRN are level at length 5.")
    #expect(comparison.sentences[0].contains("are level"))
  }

  @Test func oneSeedHasTheIntervalOfItsRows() {
    let found = findings(
      Runs.group("lstm", length: 5, accuracies: [0.9]),
      Runs.group("srn", length: 5, accuracies: [0.3]))
    #expect(found.groups[0].test.interval.method == .wilson)
    #expect(Findings.words(for: found.groups[0].test) == "0.90 (0.83 to 0.94)")
    #expect(found.comparison.sentences[0].hasPrefix("One seed cannot tell whether"))
    #expect(found.caution?.contains("one seed") == true)
  }

  @Test func seedsThatAgreeAreNotCertain() {
    let group = Runs.group("lstm", length: 5, accuracies: [0.5, 0.5, 0.5])
    #expect(group.test.interval.width > 0.1)
    #expect(findings(group).caution?.contains("Wilson's") == true)
  }

  @Test func comparesOnlyWhatWasMeasured() {
    let found = findings(
      Runs.group("lstm", length: 5, accuracies: [0.9]),
      Runs.group("srn", length: 10, accuracies: [0.3]))
    #expect(found.comparison.differences.isEmpty && found.comparison.overview == nil)
    #expect(found.missing?.contains("2 of 4") == true)
  }

  @Test func flagsUnequalBudgets() {
    func said(_ parameters: Int) -> [String] {
      findings(
        Runs.group("lstm", length: 5, accuracies: [0.5, 0.6], parameters: parameters),
        Runs.group("srn", length: 5, accuracies: [0.4, 0.6])
      ).comparison.budgetSentences
    }
    #expect(said(105)[0].hasPrefix("The budgets are equal"))
    #expect(
      said(310) == [
        "The budgets are not equal: LSTM learns 310 parameters and SRN 100, 3.1 times as many in "
          + "LSTM. Differences may be due to that."
      ])
  }

  @Test func spansFollowTheMark() {
    let srn = [(5, 0.8), (10, 0.6), (15, 0.3), (20, 0.7)].map {
      Runs.group("srn", length: $0.0, accuracies: [$0.1])
    }
    let found = Findings(groups: srn)
    #expect(found.span(of: found.subjects[0]) == 10)
    #expect(found.spans[0].contains("falls to 0.30 at 15"))
    #expect(found.spans[0].contains("back above the mark at length 20"))
    let lost = Findings(groups: [Runs.group("srn", length: 5, accuracies: [0.2])])
    #expect(lost.spans[0].contains("does not reach"))
  }

  // MARK: - Gates, gradients, transfer

  @Test func gateSentencesFollowTheNumbers() {
    func sentences(_ forget: (Double, Double, Double)) -> [String] {
      findings(
        Runs.group(
          "lstm", length: 10, accuracies: [0.9], readings: [Runs.gates(["forget": forget])])
      ).gates(length: 10)
    }
    #expect(sentences((0.9, 0.5, 0.9))[0].contains("drops more at the distractor"))
    #expect(sentences((0.9, 0.9, 0.5))[0].contains("keeps more at the distractor"))
    #expect(sentences((0.9, 0.9, 0.9))[0].contains("keeps as much"))
  }

  @Test func seedsThatDisagreeSupportNothing() {
    let found = findings(
      Runs.group(
        "lstm", length: 10, accuracies: [0.9, 0.9],
        readings: [
          Runs.gates(["forget": (0.9, 0.2, 0.9)]), Runs.gates(["forget": (0.9, 0.95, 0.9)]),
        ]))
    #expect(found.gates(length: 10)[0].contains("not in every seed"))
  }

  @Test func oneGateUnderThreeNames() {
    let same = (0.4, 0.5, 0.6)
    let found = findings(
      Runs.group(
        "course", length: 10, accuracies: [0.1],
        readings: [Runs.gates(["input": same, "forget": same, "output": same])]))
    #expect(found.gates(length: 10)[0].contains("one gate under 3 names"))
  }

  @Test func reachFlipsWithTheNumbers() {
    let strong = Runs.reach(before: [0.1, 1], after: [0.9, 1])
    let weak = Runs.reach(before: [1e-5, 1], after: [1e-5, 1])
    for (first, second, more, less) in [
      (strong, weak, "SRN", "LSTM"), (weak, strong, "LSTM", "SRN"),
    ] {
      let found = findings(
        Runs.group("srn", length: 10, accuracies: [0.5], readings: [first]),
        Runs.group("lstm", length: 10, accuracies: [0.5], readings: [second]))
      #expect(
        found.gradientReach[0].contains("In \(more) 10,000 times as much arrives as in \(less)"))
      #expect(found.gradientReach.contains { $0.contains("lengthened the reach of \(more)") })
      #expect(found.conclusion[0].contains("In \(less) the gradient of the hidden state vanishes"))
    }
  }

  @Test func transferFlipsWithTheNumbers() {
    func sentence(_ elsewhere: Double) -> String {
      findings(
        Runs.group(
          "srn", length: 10, accuracies: [0.9], readings: [Runs.transfer([10: 0.9, 20: elsewhere])]),
        constants: [10: 0.1, 20: 0.1]
      ).transfer[0]
    }
    #expect(sentence(0.05).contains("less than half"))
    #expect(sentence(0.88).contains("serves at another"))
    #expect(sentence(0.6).contains("half of its accuracy or more"))
  }

  @Test func nothingLearnedTransfersNothing() {
    let found = findings(
      Runs.group(
        "srn", length: 10, accuracies: [0.1], readings: [Runs.transfer([10: 0.1, 20: 0.09])]),
      constants: [10: 0.1, 20: 0.1])
    #expect(found.transfer[0].contains("nothing to transfer"))
    #expect(found.guesses[0].contains("not shown that SRN does better"))
  }

  @Test func saysNothingOfNothing() {
    let found = Findings(groups: [])
    #expect(found.summary == ["No run has ended yet."])
    #expect(
      found.comparison.differences.isEmpty && found.conclusion.isEmpty && found.caution == nil)
  }
}
