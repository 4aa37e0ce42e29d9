import CellTesting
import Cells
import Kernels
import Testing

/// Every cell of the catalog passes every check; a new one needs no line here.
struct CellCatalogTests {
  static let names = CellCatalog.stock.entries.map(\.name)

  @Test(arguments: names)
  func passesEveryCheck(name: String) throws {
    let entry = try #require(CellCatalog.stock[name])
    #expect(CellCheck.all(of: name, make: entry.make) == [])
  }

  @Test(arguments: names, InstructionSet.allCases.filter(\.isAvailable))
  func agreesOnEveryInstructionSet(name: String, instructionSet: InstructionSet) throws {
    let entry = try #require(CellCatalog.stock[name])
    for shape in Trial.Shape.allCases {
      let trial = Trial(name, make: entry.make).with {
        $0.shape = shape
        $0.hidden = 33
        $0.count = 9
        $0.mixedLengths = true
      }
      #expect(CellCheck.fastAgainstReference(trial, instructionSet: instructionSet) == [])
      let wide = trial.with { $0.count = 19 }
      #expect(CellCheck.teams(wide, instructionSet: instructionSet) == [])
    }
  }

  @Test func laterEntryTakesTheName() throws {
    let catalog = CellCatalog.stock.adding("srn", "mine") { GRU(hidden: $0) }
    #expect(catalog.entries.count == CellCatalog.stock.entries.count)
    #expect(catalog["srn"]?.summary == "mine")
    #expect(catalog["nothing"] == nil)
  }
}
