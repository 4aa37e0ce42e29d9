import Laboratory
import Statistics

extension Report {
  /// Which differences between the cells the data support, and which they do not.
  var supportBlocks: [HTMLPage.Block] {
    let comparison = findings.comparison
    guard !comparison.differences.isEmpty else { return [] }
    return [.paragraph(Self.method(of: comparison)), .table(comparison.differenceTable)]
      + list(comparison.sentences) + list(comparison.budgetSentences)
  }

  /// How it was tested, before what came out.
  private static func method(of comparison: Comparison) -> String {
    let count = comparison.differences.count
    let level = comparison.differences.first?.paired.level ?? 0.95
    return
      "Everyone is compared with everyone else at every length, seed by seed: the same seed gives "
      + "both the same rows. The interval is that of the mean difference, by bootstrap over the "
      + "seeds. The test is a permutation test of all signs of the differences"
      + (count > 1
        ? ", and its p is corrected for all \(Numeral.grouped(count)) comparisons by Holm's method"
        : "")
      + ". A difference is one where p is at most \(Numeral.short(1 - level)) and the interval leaves "
      + "out 0; otherwise the data do not support it, which does not mean that there is none."
  }

  /// How many seeds solved the task, and how soon, one line for each subject and length; a sentence
  /// where none did.
  var solutionBlock: HTMLPage.Block {
    let mark = Numeral.short(Results.Entry.solvedAccuracy)
    guard groups.contains(where: { $0.stepsToSolution.solvedSeeds > 0 }) else {
      return .paragraph(
        "No seed solved the task, which is to say: reached a dev accuracy of \(mark) at any look.")
    }
    let rows = subjects.flatMap { subject in
      groups.filter(subject.owns).sorted { $0.length < $1.length }.map { group -> [String] in
        let steps = group.stepsToSolution
        return [
          subject.name, Numeral.grouped(group.length), group.solvedWords,
          Findings.words(for: group.solvedInterval), group.stepsWords,
          steps.points.first.map { Numeral.grouped($0.steps) } ?? "–",
          Numeral.grouped(group.budget.mostUpdates), Numeral.grouped(group.parameters),
        ]
      }
    }
    let table = Table(
      "Seeds that solved the task, a dev accuracy of \(mark) or more at some look; the interval of "
        + "their share is Wilson's, 95 %. Half of the seeds by Kaplan and Meier, with those that were "
        + "stopped before as censored; – where fewer solved it",
      columns: [
        .text("cell"), .number("length"), .number("solved"), .number("share, interval"),
        .number("half after step"), .number("first after step"), .number("updates"),
        .number("parameters"),
      ], rows: rows)
    return .table(table)
  }
}
