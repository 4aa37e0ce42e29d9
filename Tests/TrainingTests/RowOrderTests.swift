import Testing

@testable import Training

struct RowOrderTests {
  private static func epochs(_ order: RowOrder, _ count: Int, rows: Int) -> [[Int]] {
    var order = order
    return (0..<count).map { _ in
      order.next()
      return (0..<(rows + 7) / 8).flatMap { order.rows(at: $0, batch: 8) }
    }
  }

  @Test func `shuffling changes the order and loses no row`() {
    let epochs = Self.epochs(RowOrder(count: 300, shuffles: true, seed: 2), 3, rows: 300)
    #expect(Set(epochs).count == 3)
    for epoch in epochs {
      #expect(epoch != Array(0..<300))
      #expect(epoch.sorted() == Array(0..<300))
    }
    #expect(Self.epochs(RowOrder(count: 300, shuffles: true, seed: 2), 3, rows: 300) == epochs)
    #expect(Self.epochs(RowOrder(count: 300, shuffles: true, seed: 3), 3, rows: 300) != epochs)
  }

  @Test func `otherwise rows come as they stand`() {
    let epochs = Self.epochs(RowOrder(count: 21, shuffles: false, seed: 2), 2, rows: 21)
    #expect(epochs == [Array(0..<21), Array(0..<21)])
  }

  @Test func `the last batch holds what is left`() {
    let order = RowOrder(count: 21, shuffles: false, seed: 2)
    #expect(Array(order.rows(at: 2, batch: 8)) == [16, 17, 18, 19, 20])
  }
}
