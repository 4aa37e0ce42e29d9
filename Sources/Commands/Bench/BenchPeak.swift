import ArgumentParser
import Kernels
import Report

/// `longlag bench peak`: what one core of this machine can do at the most.
struct BenchPeak: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "peak",
    abstract: "Measure what one core can multiply and add at the most.",
    discussion: """
      With every instruction set that this processor runs, in registers alone; per second of \
      processor time. No network can be faster, and 'longlag bench step' says what share of it a \
      step reaches.

      Example:
        longlag bench peak --json
      """)

  @Flag(help: "Print one line of JSON.") var json = false

  func run() throws {
    let peaks = InstructionSet.allCases.filter(\.isAvailable)
      .map { PeakMeasurement($0, milliseconds: 300) }
    if json {
      let pairs = peaks.map { "\"\($0.instructionSet.rawValue)\":\($0.gflops)" }
      try Terminal.output.write("{" + pairs.joined(separator: ",") + "}\n")
      return
    }
    for peak in peaks {
      try Terminal.output.write(
        "\(peak.instructionSet.rawValue)  \(Numeral.significant(peak.gflops)) GFLOP/s\n")
    }
  }
}
