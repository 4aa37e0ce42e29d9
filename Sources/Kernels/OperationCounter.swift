/// Counts what programs do, by walking through them without running anything.
///
/// ```swift
/// let operations = OperationCounter.count(batch: 8) { session in session.run(program, rows: 8) }
/// ```
public final class OperationCounter {
  private var operations = 0

  private init() {}

  /// Multiplications and additions of everything that `body` asks its session to run, as
  /// ``Program/operationsPerRow`` counts them.
  public static func count(batch: Int, _ body: (borrowing Session) -> Void) -> Int {
    let counter = OperationCounter()
    body(Session(counting: counter, batch: batch))
    return counter.operations
  }

  func add(_ program: Program, rows: Int) {
    operations += program.operationsPerRow * rows
  }
}
