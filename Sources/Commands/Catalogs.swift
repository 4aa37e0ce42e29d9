import LongLag

/// The cells and tasks that the commands know: those of the executable that calls them.
///
/// They reach the commands as a task-local value, because the parser makes commands from arguments
/// alone.
struct Catalogs: Sendable {
  /// The cells that `--cell` can name.
  var cells = CellCatalog.stock
  /// The tasks that `--task` can name.
  var tasks = TaskCatalog.stock

  /// Those of the command that runs.
  @TaskLocal static var current = Catalogs()
}
