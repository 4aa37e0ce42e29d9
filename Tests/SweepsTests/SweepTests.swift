import Foundation
import Testing

@testable import Sweeps

/// The example files, through the front door.
struct SweepTests {
  @Test func theTextbookWithOneCellMore() throws {
    let sweep = try Sweep(contentsOf: ExampleFile("cells-and-lengths").path)
    #expect(sweep.experiments.count == (6 * 3 - 2) * 5)
  }
}
