import FolderSupport
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
  ///   - prelude: What a shell does first.
  init(
    _ arguments: [String], in folder: TemporaryFolder, output: FileHandle? = nil,
    after prelude: String? = nil
  ) throws {
    let command = try RunningCommand(arguments, in: folder, output: output, after: prelude)
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
  private let printed = TemporaryFolder()

  init(
    _ arguments: [String], in folder: TemporaryFolder, output: FileHandle? = nil,
    after prelude: String? = nil
  ) throws {
    for name in ["output", "error"] { try printed.write("", to: name) }
    let tool = try Self.tool
    process.executableURL = prelude == nil ? tool : URL(filePath: "/bin/sh")
    process.arguments =
      prelude.map { ["-c", "\($0); exec \"$0\" \"$@\"", tool.path] + arguments } ?? arguments
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output ?? FileHandle(forWritingAtPath: printed.file("output"))
    process.standardError = FileHandle(forWritingAtPath: printed.file("error"))
    try process.run()
  }

  /// What it has said on standard error so far.
  var error: String { (try? printed.text("error")) ?? "" }

  /// Sends the signal of Ctrl-C.
  func interrupt() { process.interrupt() }

  /// Waits for its end.
  func end() throws -> CommandRun {
    process.waitUntilExit()
    return CommandRun(
      status: process.terminationStatus, output: Data(try printed.bytes("output")), error: error)
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
