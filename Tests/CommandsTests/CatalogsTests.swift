import ArgumentParser
import LongLag
import Testing

@testable import Commands

@Suite struct CatalogsTests {
  /// Does nothing but carry its memory along.
  private struct Keeper: RecurrentCell {
    let hidden: Int

    func step(_ x: Signal, from h: Signal) -> Step<Signal> {
      Step(h + tanh(affine("new", x, width: hidden)))
    }
  }

  @Test func aCellOfOnesOwnIsKnownToTheCommands() throws {
    let catalogs = Catalogs(cells: .stock.adding("keeper", "keeps") { Keeper(hidden: $0) })
    try Catalogs.$current.withValue(catalogs) {
      let train = try #require(
        try LongLagCommand.parseAsRoot(["train", "--cell", "keeper", "--steps", "1"]) as? Train)
      let training = try SingleTraining(train, catalogs: .current)
      #expect(training.introduction.hasPrefix("keeper(32)"))
      let reproduce = try #require(
        try LongLagCommand.parseAsRoot(["reproduce", "book", "--cells", "keeper"]) as? Reproduce)
      #expect(try Reproduction(reproduce, catalogs: .current).experiments.count == 30)
    }
    #expect(Catalogs.current.cells["keeper"] == nil)
  }
}
