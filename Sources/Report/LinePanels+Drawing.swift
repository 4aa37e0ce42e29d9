extension LinePanels {
  /// The panels, their axes and the legend.
  public func drawing() -> Drawing {
    let left = 14.0 + widestTick + 5
    let legend = Legend(legendEntries, from: left, to: width - 4)
    let top = legend.rows.isEmpty ? 2 : legend.height + 6
    let headHeight = panels.contains { !$0.title.isEmpty } ? 14.0 : 4
    let columnGap = 12.0
    let right = width - 12
    let panelWidth = (right - left - columnGap * Double(columns - 1)) / Double(columns)
    let labelHeight = x.labelHeight(width: panelWidth)
    let rowGap = sharesX ? 10 : 10 + labelHeight
    let rows = (panels.count + columns - 1) / columns

    let frames = panels.indices.map { index in
      Frame(
        x: left + Double(index % columns) * (panelWidth + columnGap),
        y: top + headHeight + Double(index / columns) * (panelHeight + headHeight + rowGap),
        width: panelWidth, height: panelHeight)
    }
    var content = legend.drawing(top: 0)
    for row in 0..<rows {
      let members = row * columns..<min((row + 1) * columns, panels.count)
      let values = members.lazy.flatMap { panels[$0].lines }.flatMap(\.members).flatMap(\.y)
        .map(raised)
      for index in members {
        let frame = frames[index]
        let vertical = y.scale(covering: values, from: frame.bottom, to: frame.y)
        content.append(
          panel(
            panels[index], in: frame, vertical: vertical, isFirst: index == members.lowerBound,
            isLowest: !sharesX || index + columns >= panels.count))
      }
    }
    let bottom = top + Double(rows) * (headHeight + panelHeight + rowGap) - rowGap
    let labelY = bottom + labelHeight + 9
    content.append(
      SVG.text(
        x.fullLabel(width: panelWidth), x: (left + right) / 2, y: labelY, "label mid"))
    return Drawing(width: width, height: labelY + 4, content: content)
  }

  /// The room that the labels of the vertical axis need: that of the widest in any row.
  private var widestTick: Double {
    var widest = 0.0
    for row in stride(from: 0, to: panels.count, by: columns) {
      let values = panels[row..<min(row + columns, panels.count)].lazy
        .flatMap(\.lines).flatMap(\.members).flatMap(\.y).map(raised)
      let scale = y.scale(covering: values, from: panelHeight, to: 0)
      for tick in scale.ticks(about: max(2, Int(panelHeight / 28))) {
        widest = max(widest, TextWidth.of(tick.label, size: 7.5))
      }
    }
    return widest
  }

  private func panel(
    _ panel: Panel, in frame: Frame, vertical: Scale, isFirst: Bool, isLowest: Bool
  ) -> Markup {
    let sharers = sharesX ? panels : [panel]
    let all = sharers.lazy.flatMap(\.lines).flatMap(\.members).flatMap(\.x)
    let across = x.scale(covering: all, roundEnds: false, from: frame.x, to: frame.right)
    var content = y.vertical(vertical, in: frame, labels: isFirst)
    content += x.horizontal(across, in: frame, labels: isLowest)
    if isFirst { content.append(y.verticalLabel(x: 8, in: frame)) }
    if isLowest && isFirst && x.showsSymbols(width: frame.width) {
      content.append(
        SVG.text(x.symbolName, x: frame.x - 4, y: frame.bottom + 19, "tick end"))
    }
    if !panel.title.isEmpty {
      let title = TextWidth.fitted(panel.title, width: frame.width, size: 8.5, bold: true)
      content.append(SVG.text(title, x: frame.x, y: frame.y - 5, "head"))
    }
    content += readings(of: panel, in: frame, across: across)
    content += lines(of: panel, in: frame, across: across, vertical: vertical)
    return .element("g", [:], content)
  }

  private func lines(
    of panel: Panel, in frame: Frame, across: Scale, vertical: Scale
  ) -> [Markup] {
    // An inner drawing in tenths of a point, which cuts off what leaves the panel.
    let room = 3.0
    let box = Frame(
      x: frame.x - room, y: frame.y - room, width: frame.width + 2 * room,
      height: frame.height + 2 * room)
    var thin: [Markup] = []
    var bold: [Markup] = []
    var lost: [Markup] = []
    for line in panel.lines {
      let color = line.series.hue.className
      let dashes = line.kind.stroke.className
      for member in line.members {
        let path = LinePath(raised(member), x: across, y: vertical, in: box)
        if line.members.count > 1 && !path.data.isEmpty {
          thin.append(SVG.path(path.data, "thin \(color)\(dashes)"))
        }
        for loss in path.losses {
          let title = "\(line.name), \(member.name): \(loss.words), \(x.reading(loss.x))"
          lost.append(loss.mark(in: frame, color, title: title))
        }
      }
      let center = LinePath(raised(line.center), x: across, y: vertical, in: box)
      let weight = line.members.count > 1 ? "bold" : "only"
      if !center.data.isEmpty { bold.append(SVG.path(center.data, "\(weight) \(color)\(dashes)")) }
    }
    let inner = Markup.element(
      "svg",
      [
        "class": "tenths", "x": SVG.number(box.x), "y": SVG.number(box.y),
        "width": SVG.number(box.width), "height": SVG.number(box.height),
        "viewBox": "0 0 \(SVG.number(box.width * 10)) \(SVG.number(box.height * 10))",
      ], thin + bold)
    return [inner] + lost
  }
}

extension LinePath.Loss {
  var words: String { cause == .notFinite ? "not finite from" : "zero from" }

  /// A cross at the upper edge for what is not finite, a triangle at the lower edge for what is zero.
  func mark(in frame: Frame, _ className: String, title: String) -> Markup {
    let x = SVG.number(position)
    let data =
      cause == .notFinite
      ? "M\(x) \(SVG.number(frame.y + 3))m-2.5-2.5l5 5m0-5l-5 5"
      : "M\(x) \(SVG.number(frame.bottom))m-3-5h6l-3 5z"
    return SVG.path(data, "lost \(className)", title: title)
  }
}
