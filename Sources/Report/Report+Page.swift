import Laboratory

extension Report {
  /// The page: the answers first, then each question with its figures.
  var page: HTMLPage {
    var sections: [HTMLPage.Section] = []
    func add(_ title: String, _ blocks: [HTMLPage.Block]) {
      if !blocks.isEmpty { sections.append(.init(title, blocks)) }
    }
    if !groups.isEmpty {
      add("How long they remember", accuracyBlocks(findings))
      add("What the data support", supportBlocks)
      add("How they learn", (lossCurves + printedAccuracies).map(block))
      add("What gates and states do", gateBlocks(findings))
      add(
        "How far back the gradient is felt", figures(gradientReach) + list(findings.gradientReach))
      add("Gradients that explode", figures(gradientNorms) + list(findings.explosion))
      add(
        "What does not transfer",
        figures(transferMatrices) + list(findings.transfer + findings.longestTransfer))
      add("Recurrent networks, as measured here", findings.conclusion.map { .paragraph($0) })
    }
    if let operatorCheck {
      add(
        "The operators, checked",
        Self.operatorSentences(operatorCheck).map { .paragraph($0) }
          + [.table(Self.operatorTable(operatorCheck))])
    }
    add("Settings", settingsTables.map { .table($0) })
    return HTMLPage(
      title, summary: findings.summary + [findings.missing].compactMap(\.self), sections: sections,
      colophon: colophon)
  }

  private var title: String {
    guard !subjects.isEmpty else { return "The memory of recurrent networks" }
    return "The memory of \(Findings.list(cells.map(\.name)))"
  }

  private var colophon: String {
    let seconds = results.runs.reduce(0) { $0 + $1.seconds }
    return "Made by LongLag from the preset “\(preset.name)” (\(preset.summary)). "
      + "\(Numeral.grouped(runs.count)) runs, \(Numeral.significant(seconds)) seconds of training. "
      + "Every number in the text is computed from these runs. Figures say their numbers under the "
      + "pointer, and each can be saved as a file."
  }

  private func accuracyBlocks(_ findings: Findings) -> [HTMLPage.Block] {
    var blocks: [HTMLPage.Block] = [block(accuracyByLength)]
    let rest = [findings.caution].compactMap(\.self) + findings.guesses
    if !rest.isEmpty { blocks.append(.paragraph(rest.joined(separator: " "))) }
    return blocks + [.table(accuracyTable), solutionBlock]
  }

  private func gateBlocks(_ findings: Findings) -> [HTMLPage.Block] {
    var blocks: [HTMLPage.Block] = gateMaps.map(block)
    let said = gateLength.map { findings.gates(length: $0) } ?? []
    blocks += list(said + stateSentences)
    if let gateTable { blocks.append(.table(gateTable)) }
    return blocks
  }

  private func figures(_ figure: (some Figure)?) -> [HTMLPage.Block] {
    figure.map { [block($0)] } ?? []
  }

  /// A figure, with the command that draws it again.
  private func block(_ figure: some Figure) -> HTMLPage.Block {
    .figure(figure, command: command?(figure.text.name))
  }

  func list(_ sentences: [String]) -> [HTMLPage.Block] {
    sentences.isEmpty ? [] : sentences.count == 1 ? [.paragraph(sentences[0])] : [.list(sentences)]
  }
}
