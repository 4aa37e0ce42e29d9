import Foundation

/// Real PyTorch, where the machine has it.
enum PyTorch {
  /// Whether python3 finds torch and safetensors.
  static let isInstalled: Bool =
    (try? run(["-c", "import torch, safetensors.torch"], input: Data()))?.isEmpty ?? false

  /// How a module is built, what it loads, and what it answers.
  struct Case: Encodable {
    struct Module: Encodable {
      var cell: String
      var symbols: Int
      /// Zero where symbols are read one-hot.
      var embedding: Int
      var hidden: Int
      var classes: Int
      var layers: Int
      var bidirectional: Bool
      /// Only for `nn.RNN`.
      var nonlinearity: String?

      enum CodingKeys: String, CodingKey {
        case cell, symbols, embedding, hidden, classes, bidirectional, nonlinearity
        case layers = "num_layers"
      }
    }

    var module: Module
    var file: String
    var saved: String
    var rows: [[Int]]
  }

  /// The logits of each row of each case.
  static func logits(_ cases: [Case]) throws -> [[[Float]]] {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Golden/load_strictly.py").path
    let output = try run([script], input: JSONEncoder().encode(cases))
    return try JSONDecoder().decode([[[Float]]].self, from: output)
  }

  private struct Failure: Error {
    let status: Int32
  }

  private static func run(_ arguments: [String], input: Data) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
    let (read, written) = (Pipe(), Pipe())
    process.standardInput = read
    process.standardOutput = written
    try process.run()
    try read.fileHandleForWriting.write(contentsOf: input)
    try read.fileHandleForWriting.close()
    let output = try written.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
    return output
  }
}
