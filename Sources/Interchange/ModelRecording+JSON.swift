import Engine
public import Models

extension ModelRecording {
  /// The recording as one line of JSON.
  ///
  /// ```json
  /// {"symbols": [6, 7, 0], "prediction": 13, "answer": 13, "logits": […], "probabilities": […],
  ///  "recording": {"input": [[…]], "forget": …, "cell": …, "hidden": …},
  ///  "gradientNorms": {"hidden": […], "cell": […]}}
  /// ```
  ///
  /// Every quantity is `[time][hidden]`; a norm is that of ∂loss/∂state at one step. These are the last
  /// layer's, read forward where it reads in both directions. Where there are several recurrences, all
  /// of them are under `recordings`, by the names `layer0`, `layer0.backward`. What is not a finite
  /// number is `null`.
  public var json: String {
    var members = [
      member("symbols", list(symbols.map(String.init))), member("prediction", "\(prediction)"),
      member("answer", "\(answer)"), member("logits", list(logits.map(number))),
      member("probabilities", list(probabilities.map(number))),
      member("recording", quantities(of: topRecording)),
      member("gradientNorms", gradientNorms(of: topRecording)),
    ]
    if recordings.count > 1 {
      members.append(
        member(
          "recordings", object(zip(names, recordings).map { member($0, quantities(of: $1)) })))
    }
    return object(members)
  }
}

private func quantities(of recording: Recording) -> String {
  object(
    recording.quantities.map { quantity in
      let rows = recording.rows(of: quantity) ?? []
      return member(quantity.rawValue, list(rows.map { list($0.map(number)) }))
    })
}

private func gradientNorms(of recording: Recording) -> String {
  object(
    recording.quantities.compactMap { quantity in
      recording.gradientNorms(of: quantity, sequence: 0).map { norms in
        member(quantity.rawValue, list(norms.map(number)))
      }
    })
}

private func number(_ value: some BinaryFloatingPoint & CustomStringConvertible) -> String {
  value.isFinite ? value.description : "null"
}

private func list(_ elements: [String]) -> String {
  "[\(elements.joined(separator: ","))]"
}

private func object(_ members: [String]) -> String {
  "{\(members.joined(separator: ","))}"
}

/// Names of quantities are the cell's author's, and may hold anything.
private func member(_ name: String, _ value: String) -> String {
  "\(name.json):\(value)"
}
