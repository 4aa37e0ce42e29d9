extension HTMLPage {
  /// The file's text.
  public func html() -> String {
    let root = Markup.element("html", ["lang": language]) {
      Markup.element("head") {
        Markup.element("meta", ["charset": "utf-8"])
        Markup.element(
          "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        Markup.element("meta", ["name": "color-scheme", "content": "light dark"])
        Markup.element("title", [:], [.text(title)])
        Markup.element("style", [:], [.raw(PageStyle.text)])
      }
      Markup.element("body") {
        head
        for (index, section) in sections.enumerated() {
          Markup.element("section", ["id": anchor(index)]) {
            Markup.element("h2", [:], [.text(section.title)])
            blocks(of: section, before: figureCount(before: index))
          }
        }
        if !colophon.isEmpty { Markup.element("footer", [:], [.text(colophon)]) }
        Markup.element("script", [:], [.raw(PageScript.text)])
      }
    }
    return "<!DOCTYPE html>\n" + root.written(as: .html) + "\n"
  }

  private var head: Markup {
    .element("header") {
      Markup.element("h1", [:], [.text(title)])
      for sentence in summary { Markup.element("p", ["class": "lead"], [.text(sentence)]) }
      if sections.count > 1 {
        Markup.element("nav", ["aria-label": "Contents"]) {
          Markup.element("ol") {
            for (index, section) in sections.enumerated() {
              Markup.element("li") {
                Markup.element("a", ["href": "#\(anchor(index))"], [.text(section.title)])
              }
            }
          }
        }
      }
    }
  }

  private func anchor(_ index: Int) -> String { "section-\(index + 1)" }

  private func figureCount(before section: Int) -> Int {
    HTMLPage("", summary: [], sections: Array(sections.prefix(section))).figures.count
  }

  private func blocks(of section: Section, before count: Int) -> [Markup] {
    var number = count
    return section.blocks.map { block in
      switch block {
      case .paragraph(let text): return .element("p", [:], [.text(text)])
      case .list(let items):
        return .element("ul", [:], items.map { .element("li", [:], [.text($0)]) })
      case .table(let table): return table.element
      case .figure(let figure, let command):
        number += 1
        return element(figure, number: number, command: command)
      }
    }
  }

  private func element(_ figure: any Figure, number: Int, command: String?) -> Markup {
    let drawing = figure.drawing()
    return .element("figure", ["id": "figure-\(number)"]) {
      Markup.element("div", ["class": drawing.width > 360 ? "wide" : "narrow"]) {
        Markup.raw(drawing.element(figure.text, style: .inline).written(as: .xml))
      }
      Markup.element("figcaption") {
        Markup.element("b", [:], [.text("Figure \(number). \(figure.text.title).")])
        Markup.text(" \(figure.text.caption) ")
        Markup.element(
          "a",
          ["class": "save", "download": figure.fileName, "href": "#", "hidden": ""],
          [.text("Save SVG")])
        if let command {
          Markup.element("code", ["title": "draws this figure again"], [.text(command)])
        }
      }
    }
  }
}
