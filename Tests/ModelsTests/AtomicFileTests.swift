import Foundation
import Testing

@testable import Models

@Suite struct AtomicFileTests {
  let folder = TemporaryFolder()

  @Test func aFileIsWrittenAndReplaced() throws {
    try AtomicFile.write("one", to: folder.path + "/a.txt")
    #expect(folder.contents("a.txt") == "one")
    try AtomicFile.write([0x74, 0x77, 0x6f], to: folder.path + "/a.txt")
    #expect(folder.contents("a.txt") == "two")
    try AtomicFile.write("", to: folder.path + "/a.txt")
    #expect(folder.contents("a.txt") == "")
    #expect(try folder.names() == ["a.txt"])
  }

  @Test func moreThanAChunkIsWrittenWhole() throws {
    let bytes = (0..<(3 << 20) + 17).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 5) }
    try AtomicFile.write(bytes, to: folder.path + "/large")
    #expect(FileManager.default.contents(atPath: folder.path + "/large") == Data(bytes))
    let file = try OpenFile.reading(folder.path + "/large")
    #expect(try file.size() == bytes.count)
    #expect(try file.next(5) == Array(bytes[..<5]))
    #expect(try file.next(bytes.count) == Array(bytes[5...]))
    #expect(try file.next(1).isEmpty)
  }

  @Test func aReplacedFileKeepsItsPermissions() throws {
    try AtomicFile.write("secret", to: folder.path + "/a")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o606], ofItemAtPath: folder.path + "/a")
    try AtomicFile.write("secrets", to: folder.path + "/a")
    #expect(try folder.permissions("a") == 0o606)
  }

  @Test func theLongestNameHasRoomForATemporaryFile() throws {
    let name = String(repeating: "n", count: 255)
    try AtomicFile.write("x", to: folder.path + "/" + name)
    #expect(try folder.names() == [name])
  }

  @Test func aLinkIsReplacedAndItsTargetKept() throws {
    try AtomicFile.write("target", to: folder.path + "/target")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: folder.path + "/target")
    try AtomicFile.write("new", to: folder.path + "/link")
    #expect(folder.contents("target") == "target")
    #expect(folder.contents("link") == "new")
  }

  @Test func aFailureOnTheWayLeavesTheOldFileAndNothingElse() throws {
    try AtomicFile.write("old", to: folder.path + "/a")
    let full = FileError(path: folder.path + "/a", operation: .write, code: ENOSPC)
    #expect(throws: full) {
      try AtomicFile.write(to: folder.path + "/a") { (file) throws(FileError) in
        try file.append([1, 2, 3])
        throw full
      }
    }
    #expect(folder.contents("a") == "old")
    #expect(try folder.names() == ["a"])
    #expect(full.description.hasSuffix("the disk is full"))
    #expect(full.exitStatus == 74)
  }

  @Test func manyWritersLeaveOneWholeFile() async throws {
    let path = folder.path + "/a"
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<16 {
        group.addTask {
          try AtomicFile.write([UInt8](repeating: UInt8(writer), count: 100_000), to: path)
        }
      }
      try await group.waitForAll()
    }
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    #expect(bytes.count == 100_000)
    #expect(Set(bytes).count == 1)
    #expect(try folder.names() == ["a"])
  }

  @Test func aFolderThatIsNotThereIsNamed() throws {
    let error = #expect(throws: FileError.self) {
      try AtomicFile.write("x", to: folder.path + "/none/a")
    }
    #expect(
      error?.description
        == "cannot create \"\(folder.path)/none/a\": there is no such file or folder")
    #expect(error?.exitStatus == 73)
  }

  @Test func aFileIsNotAFolder() throws {
    try AtomicFile.write("x", to: folder.path + "/file")
    let error = #expect(throws: FileError.self) {
      try AtomicFile.write("x", to: folder.path + "/file/a")
    }
    #expect(error?.reason == "a part of the path is not a folder")
    #expect(error?.exitStatus == 73)
    #expect(try folder.names() == ["file"])
  }

  @Test func foldersAndDevicesAreNotReplaced() throws {
    for (path, reason) in [
      (folder.path, "it is a folder"), (folder.path + "/", "it is a folder"),
      ("/dev/null", "it is a device, a pipe or a socket, not a file"),
    ] {
      let error = #expect(throws: FileError.self) { try AtomicFile.write("x", to: path) }
      #expect(error?.reason == reason)
      #expect(error?.exitStatus == 73)
    }
    #expect(try folder.names().isEmpty)
  }

  @Test func aPathOfNothingIsRefused() throws {
    #expect(throws: FileError.self) { try AtomicFile.write("x", to: "") }
    let error = #expect(throws: FileError.self) {
      try AtomicFile.write("x", to: folder.path + "/a\0.txt")
    }
    #expect(error?.reason == "the path has a zero byte in it")
    #expect(try folder.names().isEmpty)
  }

  @Test func aNameCanBeTooLong() throws {
    let error = #expect(throws: FileError.self) {
      try AtomicFile.write("x", to: folder.path + "/" + String(repeating: "n", count: 300))
    }
    #expect(error?.reason == "the name is too long")
    #expect(try folder.names().isEmpty)
  }
}
