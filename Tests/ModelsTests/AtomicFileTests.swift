import FolderSupport
import Foundation
import Testing

@testable import Models

@Suite struct AtomicFileTests {
  let folder = TemporaryFolder()

  @Test func aFileIsWrittenAndReplaced() throws {
    try AtomicFile.write("one", to: folder.file("a.txt"))
    #expect(try folder.text("a.txt") == "one")
    try AtomicFile.write([0x74, 0x77, 0x6f], to: folder.file("a.txt"))
    #expect(try folder.text("a.txt") == "two")
    try AtomicFile.write("", to: folder.file("a.txt"))
    #expect(try folder.text("a.txt") == "")
    #expect(try folder.names() == ["a.txt"])
  }

  @Test func moreThanAChunkIsWrittenWhole() throws {
    let bytes = (0..<(3 << 20) + 17).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 5) }
    try AtomicFile.write(bytes, to: folder.file("large"))
    #expect(FileManager.default.contents(atPath: folder.file("large")) == Data(bytes))
    let file = try OpenFile.reading(folder.file("large"))
    #expect(try file.size() == bytes.count)
    #expect(try file.next(5) == Array(bytes[..<5]))
    #expect(try file.next(bytes.count) == Array(bytes[5...]))
    #expect(try file.next(1).isEmpty)
  }

  @Test func aReplacedFileKeepsItsPermissions() throws {
    try AtomicFile.write("secret", to: folder.file("a"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o606], ofItemAtPath: folder.file("a"))
    try AtomicFile.write("secrets", to: folder.file("a"))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("a"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o606)
  }

  @Test func theLongestNameHasRoomForATemporaryFile() throws {
    let name = String(repeating: "n", count: 255)
    try AtomicFile.write("x", to: folder.path + "/" + name)
    #expect(try folder.names() == [name])
  }

  @Test func aLinkIsReplacedAndItsTargetKept() throws {
    try AtomicFile.write("target", to: folder.file("target"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link"), withDestinationPath: folder.file("target"))
    try AtomicFile.write("new", to: folder.file("link"))
    #expect(try folder.text("target") == "target")
    #expect(try folder.text("link") == "new")
  }

  @Test func aFailureOnTheWayLeavesTheOldFileAndNothingElse() throws {
    try AtomicFile.write("old", to: folder.file("a"))
    let full = FileError(path: folder.file("a"), operation: .write, code: ENOSPC)
    #expect(throws: full) {
      try AtomicFile.write(to: folder.file("a")) { (file) throws(FileError) in
        try file.append([1, 2, 3])
        throw full
      }
    }
    #expect(try folder.text("a") == "old")
    #expect(try folder.names() == ["a"])
    #expect(full.description.hasSuffix("the disk is full"))
    #expect(full.exitStatus == 74)
  }

  @Test func manyWritersLeaveOneWholeFile() async throws {
    let path = folder.file("a")
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
      try AtomicFile.write("x", to: folder.file("none/a"))
    }
    #expect(
      error?.description
        == "cannot create \"\(folder.path)/none/a\": there is no such file or folder")
    #expect(error?.exitStatus == 73)
  }

  @Test func aFileIsNotAFolder() throws {
    try AtomicFile.write("x", to: folder.file("file"))
    let error = #expect(throws: FileError.self) {
      try AtomicFile.write("x", to: folder.file("file/a"))
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
      try AtomicFile.write("x", to: folder.file("a\0.txt"))
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
