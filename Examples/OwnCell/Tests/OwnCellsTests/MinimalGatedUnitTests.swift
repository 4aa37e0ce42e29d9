import CellTesting
import OwnCells
import Testing

@Test func minimalGatedUnitPassesEveryCheck() {
  #expect(CellCheck.all(of: "mgu") { MinimalGatedUnit(hidden: $0) } == [])
}
