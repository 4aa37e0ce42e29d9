// swift-tools-version: 6.2
import PackageDescription

// The tool as a user builds it, with cells of their own: what script/bench measures beside the
// catalog's cells.
let package = Package(
  name: "BenchLab",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "LongLag", path: "../.."),
    .package(name: "OwnCell", path: "../../Examples/OwnCell"),
  ],
  targets: [
    .executableTarget(
      name: "bench-lab",
      dependencies: [
        .product(name: "LongLag", package: "LongLag"),
        .product(name: "Commands", package: "LongLag"),
        .product(name: "OwnCells", package: "OwnCell"),
      ], path: "Sources/BenchLab")
  ]
)
