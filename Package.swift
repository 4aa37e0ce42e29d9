// swift-tools-version: 6.2
import PackageDescription

// The targets from the ground up. An arrow may only point to a target further up in this list;
// Tests/ArchitectureTests holds the manifest to the diagram in ARCHITECTURE.md.

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

func target(_ name: String, on dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: ["README.md"], swiftSettings: strict)
}

func tests(
  of name: String, on dependencies: [Target.Dependency] = [], excluding excluded: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, exclude: excluded,
    swiftSettings: strict)
}

let package = Package(
  name: "LongLag",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "LongLag", targets: ["LongLag"]),
    .library(name: "Commands", targets: ["Commands"]),
    .library(name: "CellTesting", targets: ["CellTesting"]),
    .library(name: "Sweeps", targets: ["Sweeps"]),
    .executable(name: "longlag", targets: ["LongLagTool"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    // The loops.
    .target(name: "CKernels", exclude: ["README.md"]),
    target("Kernels", on: ["CKernels"]),

    // From a cell's equation to its forward and backward passes.
    target("Engine", on: ["Kernels"]),

    // What every cell must pass.
    target("CellTesting", on: ["Engine", "Kernels"]),

    // Who remembers, and what to remember.
    target("Cells", on: ["Engine"]),
    target("Tasks", on: ["Engine"]),

    // A model as a value.
    target("Models", on: ["Cells", "Tasks", "Engine", "Kernels"]),

    // Making it remember.
    target("Training", on: ["Models", "Tasks", "Engine", "Kernels"]),

    // Measuring what it remembers.
    target("Probes", on: ["Models", "Cells", "Tasks", "Engine"]),

    // How far a number can be trusted.
    target("Statistics", on: ["Engine"]),

    // Experiments as values.
    target(
      "Laboratory",
      on: [
        "Statistics", "Probes", "Training", "Models", "Cells", "Tasks", "Engine",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),

    // Experiments as a file says them.
    target(
      "Sweeps",
      on: [
        "Laboratory", "Training", "Models", "Cells", "Tasks", "Engine",
        .product(name: "Yams", package: "Yams"),
      ]),

    // Figures and pages.
    target(
      "Report",
      on: ["Laboratory", "Statistics", "Probes", "Training", "Models", "Tasks", "Engine"]),

    // Other tools' files.
    target("Interchange", on: ["Training", "Models", "Cells", "Tasks", "Engine"]),

    // The library under one name.
    target(
      "LongLag",
      on: [
        "Report", "Interchange", "Laboratory", "Statistics", "Probes", "Training", "Models",
        "Cells",
        "Tasks", "Engine",
      ]),

    // The command line, and the tool: three lines of it with the stock catalogs. The tool's target is
    // not called longlag because some file systems cannot tell that from LongLag.
    // Named one by one although LongLag re-exports them: what is built again after a change follows the
    // targets that are named.
    target(
      "Commands",
      on: [
        "LongLag", "Sweeps", "Report", "Interchange", "Laboratory", "Statistics", "Probes",
        "Training", "Models", "Cells", "Tasks", "Engine", "Kernels",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "LongLagTool", dependencies: ["Commands", "LongLag"], swiftSettings: strict),

    // What the tests of several targets read.
    .target(
      name: "GoldenSupport", dependencies: ["Engine"], path: "Tests/GoldenSupport",
      swiftSettings: strict),
    .target(name: "FolderSupport", path: "Tests/FolderSupport", swiftSettings: strict),

    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    tests(of: "Kernels", on: ["CKernels"]),
    tests(of: "Engine", on: ["Cells", "Kernels", "CKernels"]),
    tests(of: "Cells", on: ["CellTesting", "Engine", "Kernels", "GoldenSupport"]),
    tests(of: "Tasks", on: ["Engine", "FolderSupport", "GoldenSupport"]),
    tests(of: "Models", on: ["Cells", "Tasks", "Engine", "FolderSupport"]),
    tests(of: "Training", on: ["Models", "Cells", "Tasks", "Engine", "GoldenSupport"]),
    tests(of: "Probes", on: ["Models", "Cells", "Tasks", "Engine"]),
    tests(of: "Statistics", on: ["Engine", "GoldenSupport"]),
    tests(
      of: "Laboratory",
      on: [
        "Statistics", "Probes", "Training", "Models", "Cells", "Tasks", "Engine", "FolderSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests(
      of: "Sweeps",
      on: ["Laboratory", "Training", "Models", "Cells", "Tasks", "Engine", "FolderSupport"]),
    tests(
      of: "Report",
      on: [
        "Laboratory", "Statistics", "Probes", "Training", "Models", "Cells", "Tasks", "Engine",
        "FolderSupport",
      ]),
    .testTarget(
      name: "DocumentationTests", dependencies: ["LongLag", "Sweeps"], swiftSettings: strict),
    tests(
      of: "Interchange",
      on: ["Training", "Models", "Cells", "Tasks", "Engine", "FolderSupport"]),
    tests(
      of: "Commands",
      on: [
        "LongLag", "Sweeps", "Training", "FolderSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], excluding: ["Snapshots"]),
  ],
  cLanguageStandard: .c2x
)
