public import Laboratory
import Models
public import Probes

/// Everything that some runs say, as one page and a file for every figure.
///
/// ```swift
/// let report = try Report(runs, of: preset, operatorCheck: OperatorCheck())
/// try report.write(to: "results/book")   // report.html, and figures/*.svg beside it
/// ```
///
/// Each figure has a name, which is its file's too, and by which it can be had alone.
///
/// Any runs will do: any cells and lengths, one seed or many, and part of a reproduction that was
/// stopped on the way. What was not measured is left out; no sentence says more than the numbers do.
public struct Report: Sendable {
  let preset: Preset
  let runs: [Run]
  let results: Results
  let groups: [RunGroup]
  let subjects: [Subject]
  let operatorCheck: OperatorCheck?
  let findings: Findings
  let command: (@Sendable (_ figure: String) -> String)?
  /// What always giving the commonest answer scores on the test rows, by length.
  let constants: [Int: Double]

  /// A report on runs of a preset.
  ///
  /// - Parameters:
  ///   - operatorCheck: The check of the cells on this machine, where it was made.
  ///   - command: The command that draws the figure of a name again; it stands below every figure.
  public init(
    _ runs: [Run], of preset: Preset, operatorCheck: OperatorCheck? = nil,
    command: (@Sendable (_ figure: String) -> String)? = nil
  ) throws {
    self.preset = preset
    self.runs = runs
    self.operatorCheck = operatorCheck
    self.command = command
    results = try Results(preset: preset, runs: runs)
    groups = results.groups
    subjects = Subject.list(of: groups)
    constants = Self.constants(of: groups)
    findings = Findings(groups: groups, constants: constants)
  }

  /// The lengths of the runs, ascending.
  var lengths: [Int] { results.lengths.sorted() }

  /// The runs of one subject at one length.
  func group(of subject: Subject, length: Int) -> RunGroup? {
    groups.first { subject.owns($0) && $0.length == length }
  }

  /// The subjects of one cell, with the cell's own name, in order.
  var cells: [(name: String, subjects: [Subject])] {
    results.cells.map { cell in
      (Subject.displayName(ofCell: cell), subjects.filter { $0.cell == cell })
    }
  }

  /// The figures, in the order of the page.
  public var figures: [any Figure] { page.figures }

  /// The figure of a name: `loss-lstm`; `nil` where these runs have no such figure.
  public func figure(named name: String) -> (any Figure)? {
    figures.first { $0.text.name == name }
  }

  /// The page, with everything it needs inside.
  public func html() -> String { page.html() }
}
