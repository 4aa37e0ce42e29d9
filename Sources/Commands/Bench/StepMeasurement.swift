import Kernels
import LongLag
import Report

/// How long a step takes: measured in blocks of steps, each long enough for the clocks.
struct StepMeasurement {
  private let operations: Int
  private let bytes: Int
  private let instructionSet: InstructionSet
  private let threads: Int
  private let steps: Int
  /// Milliseconds of a step in each block, by the wall clock and by the processor's, sorted.
  private let wall: [Double]
  private let processor: [Double]
  private let peak: Double

  /// Measures for about so many seconds and at least five blocks, or exactly so many steps.
  init(_ step: inout BenchedStep, seconds: Double, steps count: Int?) {
    let clock = ContinuousClock()
    var (wall, processor, done) = ([Double](), [Double](), 0)
    func block(of count: Int) -> (wall: Double, processor: Double) {
      let (wallBefore, processorBefore) = (clock.now, ProcessorTime.milliseconds)
      for _ in 0..<count { step.run() }
      return (
        (clock.now - wallBefore) / .milliseconds(1), ProcessorTime.milliseconds - processorBefore
      )
    }
    func measure(_ count: Int) {
      let time = block(of: count)
      wall.append(time.wall / Double(count))
      processor.append(time.processor / Double(count))
      done += count
    }
    if let count {
      let size = max(1, count / 20)
      while done < count { measure(min(size, count - done)) }
    } else {
      // The first steps fetch memory and code, and say how many make a block of a millisecond.
      _ = block(of: 3)
      let size = min(1000, max(1, Int(3 / max(block(of: 3).wall, 1e-3))))
      let began = clock.now
      while wall.count < 5 || (clock.now - began) / .seconds(1) < seconds { measure(size) }
    }
    (self.wall, self.processor, steps) = (wall.sorted(), processor.sorted(), done)
    (operations, bytes) = (step.operations, step.bytes)
    (instructionSet, threads) = (step.instructionSet, step.threads)
    peak = count == nil ? PeakMeasurement(instructionSet).gflops : 0
  }

  private var median: Double { wall[wall.count / 2] }
  private var processorMedian: Double { processor[processor.count / 2] }
  private var gflops: Double { Double(operations) / max(processorMedian, 1e-6) / 1e6 }
  private var peakShare: Double { peak > 0 ? gflops / peak : 0 }

  /// One line of JSON.
  var json: String {
    "{\"ms_median\":\(median),\"ms_min\":\(wall[0]),"
      + "\"cpu_ms_median\":\(processorMedian),\"cpu_ms_min\":\(processor[0]),"
      + "\"operations\":\(operations),\"gflops\":\(gflops),\"peak_gflops\":\(peak),"
      + "\"peak_share\":\(peakShare),\"bytes\":\(bytes),"
      + "\"isa\":\"\(instructionSet.rawValue)\",\"threads\":\(threads),\"steps\":\(steps)}\n"
  }

  /// The same for people.
  var words: String {
    "median \(Numeral.significant(median)) ms, fastest \(Numeral.significant(wall[0])) ms of "
      + "\(Numeral.grouped(steps)) steps, processor \(Numeral.significant(processorMedian)) ms; "
      + "\(Numeral.significant(gflops)) GFLOP/s, \(Numeral.percent(peakShare)) of a core's peak; "
      + "\(Numeral.grouped(bytes / 1024)) KiB, \(instructionSet.rawValue), "
      + (threads == 1 ? "one thread\n" : "\(threads) threads\n")
  }
}
