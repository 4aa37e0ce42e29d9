import FolderSupport
import Foundation
import Testing

/// What bad input gets: a sentence, a status as `sysexits.h` has it, and no file.
@Suite struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let status: Int32
    let words: [String]
    var testDescription: String { arguments.joined(separator: " ") }

    init(_ arguments: String, _ status: Int32, _ words: String...) {
      self.arguments = arguments.split(separator: " ").map {
        $0 == "EMPTY" ? "" : String($0.replacing("_", with: " "))
      }
      self.status = status
      self.words = words
    }
  }

  static let cases = [
    // Names.
    Case("reprduce", 64, "no command 'reprduce'", "did you mean 'reproduce'?"),
    Case("xyzzy", 64, "no command 'xyzzy'; known are reproduce"),
    Case("reproduce bok", 64, "no preset 'bok'", "did you mean 'book'?"),
    Case("reproduce --cells srn,lstn", 64, "no cell 'lstn'", "did you mean 'lstm'?"),
    Case("train --cell gro", 64, "no cell 'gro'", "did you mean 'gru'?"),
    Case("train --preset course-corected", 64, "did you mean 'course-corrected'?"),
    Case("train --task digit-sun", 64, "did you mean \"digit-sum\"?"),
    Case("train --optimizer adm", 64, "no optimizer 'adm'; did you mean 'adam'?"),
    Case("train --start xavir", 64, "did you mean 'xavier'?"),
    Case("train --readout everystep", 64, "did you mean 'every-step'?"),
    Case("train --direction back", 64, "no direction 'back'", "forward, backward, bidirectional"),
    Case("data book --length 10 --split tset", 64, "did you mean 'test'?"),
    Case("list cell", 64, "no list 'cell'; did you mean 'cells'?"),
    Case("bench step --isa avx3", 64, "no instruction set 'avx3'", "avx512"),
    Case("train --lenght 10", 64, "Unknown option '--lenght'", "--length"),
    // Values.
    Case("reproduce --lengths 5,x", 64, "'x' is not a whole number"),
    Case("reproduce --lengths 5,5", 64, "5 is there twice"),
    Case("reproduce --lengths EMPTY", 64, "is not a whole number"),
    Case("reproduce --lengths 2,5", 64, "--lengths is 2; expected a whole number from 3"),
    Case("reproduce --cells lstm,lstm", 64, "'lstm' is there twice"),
    Case("reproduce --cells srn,,lstm", 64, "'srn,,lstm' has an empty name"),
    Case("reproduce --cells EMPTY", 64, "has an empty name; expected names such as srn,lstm"),
    Case("reproduce --seeds 0", 64, "--seeds is 0"),
    Case("reproduce --seeds -1", 64, "--seeds is -1"),
    Case("train --length -5", 64, "--length is -5"),
    Case("train --forget-bias nan", 64, "forget bias is nan"),
    Case("train --steps 1 --log one --save one", 64, "both name 'one'"),
    Case("reproduce --epochs=-1", 64, "--epochs is -1"),
    Case("reproduce --threads 0", 64, "--threads is 0"),
    Case("data book --length 2", 64, "--length is 2"),
    Case("data book", 64, "there is no length", "--length 5"),
    Case("train --length ten", 64, "The value 'ten' is invalid for '--length <length>'"),
    Case("train --length 1", 64, "--length is 1"),
    Case("train --hidden 0", 64, "hidden is 0", "between 1 and 16384"),
    Case("train --embedding 0", 64, "embedding is 0"),
    Case("train --layers 0", 64, "layers is 0"),
    Case("train --dropout 1", 64, "dropout is 1.0", "below 1"),
    Case("train --batch 0", 64, "batch is 0"),
    Case("train --learning-rate 0", 64, "learning rate is 0.0"),
    Case("train --learning-rate nan", 64, "learning rate is nan"),
    Case("train --momentum 0.9", 64, "adam has no --momentum"),
    Case("train --weight-decay 0.1", 64, "adam has no --weight-decay; adamw has"),
    Case("train --optimizer adamw --weight-decay -1", 64, "--weight-decay is -1.0"),
    Case("train --clip 5", 64, "--clip is '5'", "global-norm:5", "per-tensor:5"),
    Case("train --schedule cosine", 64, "--schedule is 'cosine'", "cosine:EPOCHS"),
    Case("train --schedule cosine:0", 64, "--schedule is 'cosine:0'"),
    Case("train --epochs 1 --steps 1", 64, "expected one of them"),
    Case("train --one-hot --number", 64, "a symbol is read in one way"),
    Case("train --evaluate-every 0", 64, "evaluate-every is 0"),
    Case("train --patience 0", 64, "patience is 0"),
    Case("train --loss mean-squared-error", 64, "answered by classes"),
    Case("train --readout every-step", 64, "readout is everyStep", "last or mean"),
    Case("train --hidden 16384 --layers 64", 64, "GB of memory"),
    Case("train --batch 1000000 --length 100000", 64, "GB of memory"),
    Case("train --seed=-1", 64, "The value '-1' is invalid for '--seed <seed>'"),
    Case("train --dev good.txt", 64, "expected --train FILE"),
    Case("train --train good.txt --length 5", 64, "the files say it all"),
    Case("train --start-from none.safetensors", 66, "cannot open \"none.safetensors\""),
    Case("train --start-from none.safetensors --hidden 5", 64, "--hidden cannot be given"),
    Case("bench step --hidden 0", 64, "--hidden is 0"),
    Case("bench step --seconds 0", 64, "--seconds is 0"),
    Case("bench step --hidden 16384 --time 1000000 --batch 1000", 64, "GB of memory"),
    // Rows.
    Case("train --train none.txt", 66, "cannot open \"none.txt\"", "no such file"),
    Case("train --train folder", 66, "\"folder\"", "it is a folder"),
    Case("train --train /dev/null", 66, "it is a device, a pipe or a socket, not a file"),
    Case("train --train empty.txt", 65, "empty.txt: found an empty file"),
    Case("train --train no-tab.txt", 65, "no-tab.txt, line 2: found no TAB"),
    Case("train --train letter.txt", 65, "letter.txt, line 1: found \"x\"", "a symbol"),
    Case("train --train label.txt", 65, "label.txt, line 1", "a label"),
    Case("train --train binary.txt", 65, "binary.txt, line 1"),
    Case("train --train good.txt --dev alien.txt", 65, "alien.txt, line 1", "a symbol in 0...9"),
    Case("train --train good.txt --test class.txt", 65, "class.txt, line 1", "a label in 0...18"),
    // Models.
    Case("inspect none.safetensors 6_7", 66, "cannot open \"none.safetensors\""),
    Case("inspect empty.txt 6_7", 65, "found 0 bytes"),
    Case("inspect good.txt 6_7", 65, "a header of"),
    Case("inspect hostile.safetensors 6_7", 65, "found a header of"),
    Case("inspect none.safetensors 6_x", 64, "the symbol at position 1 is \"x\""),
    Case("inspect none.safetensors EMPTY", 64, "the length of the sequence is 0"),
    Case("inspect 17 6_7", 66, "the store 'longlag.sqlite' cannot be opened"),
    // Recordings.
    Case("train --record 6_x", 64, "--record is '6 x': the symbol at position 1 is \"x\""),
    Case("train --record EMPTY", 64, "--record is '': the length of the sequence is 0"),
    Case("train --record 6_10", 64, "position 1 is 10, but must be between 0 and 9"),
    Case("train --record 6_=_19", 64, "the answer is 19, but must be between 0 and 18"),
    Case("train --task adding --record 6", 64, "the input is symbols, but must be real numbers"),
    Case("reproduce --record 6_-1", 64, "position 1 is -1"),
    Case("sweep good.yaml --record 1_10", 64, "--record is '1 10'"),
    // Places.
    Case("train --save no/such/folder.safetensors", 73, "no/such/folder.safetensors"),
    Case("train --log folder", 73, "it is a folder"),
    Case("reproduce --out good.txt", 73, "\"good.txt\""),
    Case("reproduce --out good.txt/below", 73, "\"good.txt/below\""),
    Case("reproduce --out EMPTY", 73, "cannot create"),
    Case("data book --length 10 --out good.txt", 73, "\"good.txt\""),
    Case("train --steps 1 --tensorboard good.txt", 73, "\"good.txt\""),
    Case("train --steps 1 --tensorboard EMPTY", 73, "cannot create"),
    Case("reproduce --epochs 1 --tensorboard good.txt/below", 73, "\"good.txt/below\""),
  ]

  @Test(arguments: cases) func getsASentence(_ bad: Case) throws {
    let folder = TemporaryFolder()
    try folder.write("1 2 9\t18\n3 4 0\t7\n", to: "good.txt")
    try folder.write("", to: "empty.txt")
    try folder.write("seeds: 2\n", to: "good.yaml")
    try folder.write("1 2\t3\n1 2 3\n", to: "no-tab.txt")
    try folder.write("1 x\t3\n", to: "letter.txt")
    try folder.write("1 2\tthree\n", to: "label.txt")
    try folder.write("1 2 10\t3\n", to: "alien.txt")
    try folder.write("1 2 9\t19\n", to: "class.txt")
    try folder.write([0xff, 0xfe, 0, 0, 9, 10], to: "binary.txt")
    try folder.write([UInt8](repeating: 0xff, count: 64), to: "hostile.safetensors")
    try FileManager.default.createDirectory(
      atPath: folder.file("folder"), withIntermediateDirectories: true)
    let before = try folder.names()

    let run = try CommandRun(bad.arguments, in: folder)
    #expect(run.status == bad.status)
    #expect(run.output.isEmpty)
    #expect(run.error.hasPrefix("longlag: "))
    for words in bad.words { #expect(run.error.contains(words), "\(run.error)") }
    #expect(try folder.names() == before)
    #expect(try folder.names(in: "folder").isEmpty)
  }

  @Test func aLossThatIsLostIsSaid() throws {
    let folder = TemporaryFolder()
    let run = try CommandRun(
      [
        "train", "--task", "adding", "--length", "10", "--optimizer", "sgd", "--learning-rate",
        "1e30", "--steps", "50", "--save", "model.safetensors",
      ], in: folder)
    #expect(run.status == 70)
    #expect(run.error.contains("the largest gradient was that of"))
    #expect(!run.error.contains("-nan"))
    #expect(try folder.names().allSatisfy { $0.hasPrefix("longlag.sqlite") })
  }

  @Test func aFullDiskIsSaid() throws {
    guard let full = FileHandle(forWritingAtPath: "/dev/full") else { return }
    let folder = TemporaryFolder()
    let run = try CommandRun(["data", "book", "--length", "10"], in: folder, output: full)
    #expect(run.status == 74)
    #expect(run.error == "longlag: cannot write \"standard output\": the disk is full\n")
  }

  @Test func nobodyReadingIsNoError() throws {
    let folder = TemporaryFolder()
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    // As programs run others that do not want to end with a pipe themselves.
    let run = try CommandRun(
      ["list", "cells"], in: folder, output: pipe.fileHandleForWriting, after: "trap '' PIPE")
    #expect(run.status == 141)
    #expect(run.error.isEmpty)
  }
}
