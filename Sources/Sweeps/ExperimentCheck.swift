import Cells
import Engine
import Laboratory
import Models
import Tasks
import Training

/// Lets tasks, models and plans say what they refuse, each once however many runs share it.
struct ExperimentCheck {
  /// What decides an experiment's numbers.
  private struct Identity: Hashable {
    let task: AnyHashable
    let model: Architecture
    let plan: TrainingPlan
    let seed: UInt64
  }

  /// What decides a network.
  private struct Shape: Hashable {
    let model: Architecture
    let input: TaskInput
    let answer: TaskAnswer
  }

  /// What decides whether a loss fits.
  private struct Learning: Hashable {
    let plan: TrainingPlan
    let answer: TaskAnswer
  }

  private let cells: CellCatalog
  private var seen: Set<Identity> = []
  private var tasks: Set<AnyHashable> = []
  private var shapes: Set<Shape> = []
  private var plans: Set<Learning> = []

  init(cells: CellCatalog) { self.cells = cells }

  /// Whether no experiment before was equal to this one.
  mutating func isNew(_ experiment: Experiment) -> Bool {
    seen.insert(
      Identity(
        task: AnyHashable(experiment.task), model: experiment.model, plan: experiment.plan,
        seed: experiment.seed)
    ).inserted
  }

  /// Refuses what cannot be run.
  mutating func check(_ experiment: Experiment) throws(Refusal) {
    let (task, model, plan) = (experiment.task, experiment.model, experiment.plan)
    if tasks.insert(AnyHashable(task)).inserted {
      do throws(TaskError) {
        for split in Split.allCases { _ = try task.dataset(split, seed: experiment.seed) }
      } catch {
        throw Refusal(error)
      }
    }
    if shapes.insert(Shape(model: model, input: task.input, answer: task.answer)).inserted {
      try checkNetwork(model, task)
    }
    if plans.insert(Learning(plan: plan, answer: task.answer)).inserted {
      try checkPlan(plan, task)
    }
  }

  private func checkNetwork(_ model: Architecture, _ task: any MemoryTask) throws(Refusal) {
    do throws(ModelError) {
      let network = try Network(model, input: task.input, answer: task.answer, cells: cells)
      if let bias = model.forgetBias,
        !network.parameters.contains(where: { $0.name.hasSuffix(".forget.bias") })
      {
        throw .setting(
          key: "forget bias", found: "\(bias)",
          expected: "left out, as '\(model.cell.name)' has no forget gate with a bias")
      }
    } catch {
      throw Refusal(error)
    }
  }

  private func checkPlan(_ plan: TrainingPlan, _ task: any MemoryTask) throws(Refusal) {
    do throws(TrainingError) {
      _ = try Trainer(plan, seed: 0)
    } catch {
      throw Refusal(error)
    }
    switch (task.answer.kind, plan.loss) {
    case (.classes, .meanSquaredError):
      throw Refusal(
        ["plan.loss", "task.name"],
        "plan.loss is mean-squared-error, but the task is answered by classes; expected "
          + "cross-entropy or cross-entropy-sum")
    case (.values, .crossEntropy), (.values, .crossEntropySum):
      throw Refusal(
        ["plan.loss", "task.name", "preset"],
        "plan.loss is a cross-entropy, but the task is answered by numbers; expected "
          + "mean-squared-error")
    default:
      break
    }
  }
}
