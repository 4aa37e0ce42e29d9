import Foundation

/// A run of the built tool, as a user's shell runs it.
struct CommandRun {
  let status: Int32
  let output: Data
  let error: String

  /// What it printed, as text.
  var text: String { String(decoding: output, as: UTF8.self) }

  /// Runs `longlag` to its end.
  ///
  /// - Parameters:
  ///   - arguments: What stands behind the name.
  ///   - folder: Where it runs.
  ///   - output: Where its output goes, instead of here.
  init(_ arguments: [String], in folder: TemporaryFolder, output: String? = nil) throws {
    let command = try RunningCommand(arguments, in: folder, output: output)
    self = try command.end()
  }

  init(status: Int32, output: Data, error: String) {
    self.status = status
    self.output = output
    self.error = error
  }
}

/// A run that has not ended.
///
/// What it prints goes to files: a pipe that nobody empties would stop it.
struct RunningCommand {
  private let process = Process()
  private let folder: TemporaryFolder
  private let isElsewhere: Bool

  init(_ arguments: [String], in folder: TemporaryFolder, output: String? = nil) throws {
    self.folder = folder
    isElsewhere = output != nil
    let outputPath = output ?? folder.path(".output")
    for path in [outputPath, folder.path(".error")] where !path.hasPrefix("/dev/") {
      try Data().write(to: URL(filePath: path))
    }
    process.executableURL = try Self.tool
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: outputPath)
    process.standardError = FileHandle(forWritingAtPath: folder.path(".error"))
    try process.run()
  }

  /// What it has said on standard error so far.
  var error: String { (try? folder.text(".error")) ?? "" }

  /// Sends the signal of Ctrl-C.
  func interrupt() { process.interrupt() }

  /// Waits for its end.
  func end() throws -> CommandRun {
    process.waitUntilExit()
    return CommandRun(
      status: process.terminationStatus,
      output: isElsewhere ? Data() : try Data(contentsOf: folder.url.appending(path: ".output")),
      error: error)
  }

  /// The tool that was built with the tests: beside them, or beside a folder above them.
  private static var tool: URL {
    get throws {
      var folder = Bundle.main.bundleURL
      for start in [URL(filePath: CommandLine.arguments[0]), Bundle.main.bundleURL] {
        folder = start
        for _ in 0..<5 {
          let tool = folder.appending(path: "longlag")
          var isFolder: ObjCBool = false
          if FileManager.default.fileExists(atPath: tool.path, isDirectory: &isFolder),
            !isFolder.boolValue
          {
            return tool
          }
          folder.deleteLastPathComponent()
        }
      }
      throw CocoaError(.fileNoSuchFile)
    }
  }
}
