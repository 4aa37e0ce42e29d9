import Commands
import LongLag
import OwnCells

await LongLagCommand.main(
  cells: .stock.adding("mgu", "minimal gated unit") { MinimalGatedUnit(hidden: $0) })
