// The whole library under one name. Each module can be imported on its own as well.

@_exported public import Cells
@_exported public import Engine
@_exported public import Interchange
@_exported public import Laboratory
@_exported public import Models
@_exported public import Probes
@_exported public import Report
@_exported public import Statistics
@_exported public import Tasks
@_exported public import Training
