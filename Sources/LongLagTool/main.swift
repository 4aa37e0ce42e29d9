import Commands
import LongLag

await LongLagCommand.main(cells: .stock)
