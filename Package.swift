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

func tests(of name: String, on dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: strict)
}

let package = Package(
  name: "LongLag",
  platforms: [.macOS(.v15)],
  products: [],
  targets: [
    // The loops.
    .target(name: "CKernels", exclude: ["README.md"]),
    target("Kernels", on: ["CKernels"]),

    // From a cell's equation to its forward and backward passes.
    target("Engine", on: ["Kernels"]),

    // Who remembers, and what to remember.
    target("Cells", on: ["Engine"]),
    target("Tasks", on: ["Engine"]),

    // A model as a value; making it remember.
    target("Models", on: ["Cells", "Tasks", "Engine"]),
    target("Training", on: ["Models", "Tasks", "Engine", "Kernels"]),

    // What the tests of several targets read.
    .target(
      name: "GoldenSupport", dependencies: ["Engine"], path: "Tests/GoldenSupport",
      swiftSettings: strict),

    tests(of: "Kernels", on: ["CKernels"]),
    tests(of: "Engine", on: ["Cells", "Kernels", "CKernels"]),
    tests(of: "Cells", on: ["Engine", "Kernels", "GoldenSupport"]),
    tests(of: "Tasks", on: ["Engine", "GoldenSupport"]),
    tests(of: "Models", on: ["Cells", "Tasks", "Engine"]),
    tests(of: "Training", on: ["Models", "Cells", "Tasks", "Engine", "GoldenSupport"]),
  ],
  cLanguageStandard: .c2x
)
