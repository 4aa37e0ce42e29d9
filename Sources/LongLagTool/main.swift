import Commands

await LongLagCommand.main(cells: .stock, tasks: .stock)
