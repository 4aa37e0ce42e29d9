import Kernels

extension FastExecutor {
  /// The answers to the batch that ran last, `[answers × outputs]`.
  public var outputs: [Float] {
    let rows = readout.answers(steps: ran.steps, batch: ran.batch)
    return machine.read(readout.outputs.base..<readout.outputs.base + rows * network.outputs)
  }

  /// The states after each sequence's last step, per recurrence and state, `[batch × width]`.
  public var finalStates: [[[Float]]] {
    layers.flatMap(\.recurrences).map { recurrence in
      let last = recurrence.lastStep(of: ran.steps).lowerBound
      return recurrence.loop.statesAfter.map { place in
        let start = place.start(step: last, batch: ran.batch)
        return machine.read(start..<start + ran.batch * place.width)
      }
    }
  }

  /// ∂loss/∂input, `[time × batch × features]`; `nil` unless this executor records the training of a
  /// network that reads real numbers.
  public var inputGradients: [Float]? {
    layers[0].inputGradient.map(readSequence)
  }

  /// What each recurrence did with the batch that ran last, in the order of the layers.
  public func recordings() -> [Recording] {
    precondition(isRecording, "this executor was not asked to record")
    return layers.flatMap(\.recurrences).map { recurrence in
      var recording = Recording(time: ran.steps, count: ran.batch)
      for (quantity, place) in recurrence.loop.named {
        recording.record(quantity, series(at: place))
      }
      let states = recurrence.recurrence.cell.states
      for (state, place) in zip(states, recurrence.loop.statesAfter) {
        recording.record(state.quantity, series(at: place))
      }
      for (state, place) in zip(states, recurrence.backward?.stateGradients ?? []) {
        recording.record(gradient: series(at: place), of: state.quantity)
      }
      return recording
    }
  }

  private func series(at place: Place) -> Recording.Series {
    Recording.Series(width: place.width, scalars: readSequence(at: place))
  }

  private func readSequence(at place: Place) -> [Float] {
    let start = place.start(step: 0, batch: ran.batch)
    return machine.read(start..<start + ran.steps * ran.batch * place.width)
  }
}
