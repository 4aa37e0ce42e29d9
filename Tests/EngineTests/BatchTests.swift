import Engine
import Testing

struct BatchTests {
  @Test func `every sequence fills the batch unless its length is given`() {
    let batch = Batch(count: 2, time: 3, input: .symbols([0, 1, 2, 3, 4, 5]), lengths: [3, 1])
    #expect(batch.length(of: 0) == 3 && batch.length(of: 1) == 1)
    let full = Batch(count: 2, time: 3, input: .values([0, 0, 0, 0, 0, 0], features: 1))
    #expect(full.length(of: 0) == 3 && full.length(of: 1) == 3)
  }

  @Test func `no sequence, and no step, are stopped`() async {
    await #expect(processExitsWith: .failure) {
      _ = Batch(count: 0, time: 3, input: .symbols([]))
    }
    await #expect(processExitsWith: .failure) {
      _ = Batch(count: 1, time: 0, input: .symbols([]))
    }
  }

  @Test func `input that does not fill the batch is stopped`() async {
    await #expect(processExitsWith: .failure) {
      _ = Batch(count: 2, time: 2, input: .symbols([0, 0, 0]))
    }
    await #expect(processExitsWith: .failure) {
      _ = Batch(count: 2, time: 2, input: .values([0, 0, 0, 0], features: 2))
    }
  }

  @Test func `lengths that no sequence has are stopped`() async {
    await #expect(processExitsWith: .failure) {
      _ = Batch(count: 2, time: 2, input: .symbols([0, 0, 0, 0]), lengths: [2, 0])
    }
    await #expect(processExitsWith: .failure) {
      _ = Batch(count: 2, time: 2, input: .symbols([0, 0, 0, 0]), lengths: [3, 1])
    }
    await #expect(processExitsWith: .failure) {
      _ = Batch(count: 2, time: 2, input: .symbols([0, 0, 0, 0]), lengths: [1])
    }
  }
}
