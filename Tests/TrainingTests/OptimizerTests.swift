import Testing
import Training

struct OptimizerTests {
  /// By the names of the golden file.
  static let choices: [(name: String, choice: OptimizerChoice)] = [
    ("sgd", .sgd(learningRate: 0.1)),
    ("sgd-momentum", .sgd(learningRate: 0.1, momentum: 0.9)),
    ("adam", .adam(learningRate: 1e-3)),
    ("adamw", .adamW(learningRate: 1e-3)),
    ("rmsprop", .rmsProp(learningRate: 0.01)),
    ("rmsprop-momentum", .rmsProp(learningRate: 0.01, momentum: 0.9)),
  ]

  /// The parameters are below 4, where half a unit in the last place of a Float is 1.2e-7; ten steps
  /// of a few roundings each stay below 1e-6. The file was computed in float64.
  @Test(arguments: choices)
  func `ten steps are those of PyTorch`(name: String, choice: OptimizerChoice) throws {
    let golden = try GoldenOptimizers.read()
    let path = try #require(golden.optimizers[name]).parameters
    var parameters = golden.first.map(Float.init)
    var optimizer = Optimizer(choice, parameterCount: parameters.count)
    for (step, gradient) in golden.gradients.enumerated() {
      optimizer.update(&parameters, gradients: gradient.map(Float.init))
      #expect(distance(parameters, path[step]) < 1e-6, "step \(step + 1)")
    }
    #expect(optimizer.steps == path.count)
  }

  @Test(arguments: choices)
  func `a factor of the schedule is a smaller learning rate`(
    name: String, choice: OptimizerChoice
  ) throws {
    let golden = try GoldenOptimizers.read()
    var half = choice
    half.learningRate *= 0.5
    var (a, b) = (golden.first.map(Float.init), golden.first.map(Float.init))
    var scheduled = Optimizer(choice, parameterCount: a.count)
    var smaller = Optimizer(half, parameterCount: a.count)
    for gradient in golden.gradients {
      scheduled.update(&a, gradients: gradient.map(Float.init), factor: 0.5)
      smaller.update(&b, gradients: gradient.map(Float.init))
    }
    #expect(a == b)
    #expect(distance(a, golden.first) > 1e-4)
  }

  @Test(arguments: OptimizerChoice.names) func `names are known`(name: String) {
    #expect(OptimizerChoice(name: name, learningRate: 0.5)?.name == name)
    #expect(OptimizerChoice(name: name, learningRate: 0.5)?.learningRate == 0.5)
    #expect(OptimizerChoice(name: name + "x", learningRate: 0.5) == nil)
  }
}
