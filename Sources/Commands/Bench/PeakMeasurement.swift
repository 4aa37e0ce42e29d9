import Kernels

/// Measures what one core can multiply and add at the most, in registers alone.
struct PeakMeasurement {
  /// The instructions it is measured with.
  let instructionSet: InstructionSet
  /// GFLOP/s in the fastest of some bursts, per second of processor time.
  let gflops: Double

  /// Measures for about so many milliseconds. A burst is long enough for the clock, and short
  /// enough that some burst runs undisturbed on a machine that others use too.
  init(_ instructionSet: InstructionSet, milliseconds: Double = 60) {
    self.instructionSet = instructionSet
    var rounds = 1000
    var best = 0.0
    let began = ProcessorTime.milliseconds
    var before = began
    while before - began < milliseconds {
      let operations = instructionSet.multiplyAndAdd(rounds: rounds)
      let after = ProcessorTime.milliseconds
      if after - before < 2 {
        rounds *= 2
      } else {
        best = max(best, Double(operations) / (after - before) / 1e6)
      }
      before = ProcessorTime.milliseconds
    }
    gflops = best
  }
}
