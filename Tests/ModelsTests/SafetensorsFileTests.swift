import FolderSupport
import Testing

@testable import Models

@Suite struct SafetensorsFileTests {
  let folder = TemporaryFolder()

  @Test func safetensorsGoToAFileAndBack() throws {
    let value = Safetensors(
      [
        .init(name: "a", shape: [2, 1], scalars: [1, 2]), .init(name: "b", shape: [], scalars: [3]),
      ],
      metadata: ["cell": "srn"])
    try value.write(to: folder.file("a.safetensors"))
    #expect(try Safetensors(contentsOf: folder.file("a.safetensors")) == value)
    #expect(try folder.names() == ["a.safetensors"])
  }

  @Test func readingSaysWhatIsWrongWithThePath() throws {
    try AtomicFile.write("short", to: folder.file("short"))
    for (path, words, status) in [
      ("/none", "none\": there is no such file or folder", 66),
      ("", "it is a folder", 66),
      ("/short/a", "a part of the path is not a folder", 66),
      ("/a\0b", "zero byte", 66),
      ("/short", "short\": found 5 bytes, expected at least the 8", 65),
    ] as [(String, String, Int32)] {
      let error = #expect(throws: SafetensorsError.self) {
        try Safetensors(contentsOf: folder.path + path)
      }
      #expect(error?.description.contains(words) == true, "\(String(describing: error))")
      #expect(error?.exitStatus == status)
    }
    #expect(throws: SafetensorsError.self) { try Safetensors(contentsOf: "/dev/zero") }
  }
}
