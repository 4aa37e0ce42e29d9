import Commands
import LongLag
import OwnCells

await LongLagCommand.main(
  cells: .stock
    .adding("mgu", "minimal gated unit") { MinimalGatedUnit(hidden: $0) }
    .adding("own-lstm", "an LSTM typed in by a user") { TypedLSTM(hidden: $0) })
