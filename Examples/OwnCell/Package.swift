// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "OwnCell",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "OwnCells", targets: ["OwnCells"]),
    .executable(name: "own-lab", targets: ["OwnLab"]),
  ],
  dependencies: [.package(name: "LongLag", path: "../..")],
  targets: [
    .target(name: "OwnCells", dependencies: [.product(name: "LongLag", package: "LongLag")]),
    .executableTarget(
      name: "OwnLab",
      dependencies: ["OwnCells", .product(name: "Commands", package: "LongLag")]),
    .testTarget(
      name: "OwnCellsTests",
      dependencies: ["OwnCells", .product(name: "CellTesting", package: "LongLag")]),
  ]
)
