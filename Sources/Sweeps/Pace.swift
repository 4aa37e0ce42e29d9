public import Cells
import Laboratory
import Models
import Tasks
import Training

/// How fast this machine trains, in billions of operations per second and thread.
public struct Pace: Sendable {
  /// For the groups of a ``WorkEstimate`` that were tried, by their place.
  public let gigaflops: [Int: Double]
  /// For all others.
  public let usual: Double

  /// A pace that is known: billions of operations per second and thread, whatever is trained.
  public init(gigaflops: Double) {
    self.gigaflops = [:]
    usual = gigaflops
  }

  /// The most groups that are tried.
  private static let most = 6

  /// Trains those that make up most of the work for a moment each, in this thread.
  ///
  /// - Parameter seconds: How long it may take in all, about; making the data is not counted.
  /// - Throws: What tasks, models and plans refuse.
  public init(
    measuring work: WorkEstimate, cells: CellCatalog = .stock, seconds: Double = 0.6
  ) throws {
    let order = work.groups.indices.sorted {
      let (a, b) = (work.groups[$0], work.groups[$1])
      return (a.operations * Double(a.runs), $1) > (b.operations * Double(b.runs), $0)
    }
    let tried = order.prefix(Self.most)
    var gigaflops: [Int: Double] = [:]
    var (operations, taken) = (0.0, 0.0)
    for index in tried {
      let group = work.groups[index]
      let part = try Self.measure(group, cells: cells, seconds: seconds / Double(tried.count))
      guard part.steps > 0, part.seconds > 0 else { continue }
      let made = group.operations / Double(max(1, group.steps)) * Double(part.steps)
      gigaflops[index] = made / part.seconds / 1e9
      operations += made
      taken += part.seconds
    }
    self.gigaflops = gigaflops
    // Where nothing could be measured, a slow machine is a safer guess than a fast one.
    usual = taken > 0 ? operations / taken / 1e9 : 1
  }

  /// Trains for a moment, from the first update on.
  private static func measure(
    _ group: WorkEstimate.Group, cells: CellCatalog, seconds: Double
  ) throws -> (steps: Int, seconds: Double) {
    let (task, seed) = (group.first.task, group.first.seed)
    var plan = group.first.plan
    plan.duration = .steps(min(group.steps, 1_000_000))
    plan.recordsGradientNorms = false
    var model = try Model(
      group.first.model, input: task.input, answer: task.answer, cells: cells, seed: seed)
    let train = try task.dataset(.train, seed: seed)
    let dev = try task.dataset(.dev, seed: seed)
    let clock = ContinuousClock()
    var began = clock.now
    var (steps, taken) = (0, 0.0)
    do throws(TrainingError) {
      _ = try Trainer(plan, seed: seed).train(
        &model, on: train, dev: dev,
        isCancelled: { (clock.now - began) / .seconds(1) > seconds },
        observe: { event in
          switch event {
          case .began: began = clock.now
          case .stepped(let step, _): (steps, taken) = (step, (clock.now - began) / .seconds(1))
          case .evaluated, .shown, .reached, .ended: break
          }
        })
    } catch {
      // A loss that is lost is told when it is met in earnest; the steps before it have their time.
    }
    return (steps, taken)
  }
}
