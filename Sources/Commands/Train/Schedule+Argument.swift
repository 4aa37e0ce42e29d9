import LongLag
import Sweeps

extension Schedule {
  /// Reads what the command line writes: `constant`, `step:100:0.5`, `exponential:0.99`, `cosine:500`,
  /// `warmup:5`.
  init(argument text: String) throws(Failure) {
    guard let schedule = Schedule(notation: text) else {
      throw Failure(
        .usage,
        "--schedule is '\(text)'; expected constant, step:EPOCHS:FACTOR, exponential:FACTOR, "
          + "cosine:EPOCHS or warmup:EPOCHS, with factors above 0 and at most 1")
    }
    self = schedule
  }
}
