/// The rule by which gradients change parameters: what an experiment says of the optimizer.
///
/// The formulas are those of PyTorch, whose results the tests hold them to.
public enum OptimizerChoice: Sendable, Hashable, Codable {
  /// `v = μv + g;  p −= η·v` (μ = 0 is plain gradient descent).
  case sgd(learningRate: Double, momentum: Double = 0)
  /// Adam (Kingma & Ba, 2015, arXiv:1412.6980).
  case adam(
    learningRate: Double, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8)
  /// Adam with decoupled weight decay (Loshchilov & Hutter, 2019, arXiv:1711.05101).
  case adamW(
    learningRate: Double, weightDecay: Double = 0.01, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8)
  /// RMSprop (Tieleman & Hinton, 2012): `s = αs + (1−α)g²;  p −= η·g / (√s + ε)`, through a
  /// momentum buffer where `momentum` is not zero.
  case rmsProp(
    learningRate: Double, alpha: Double = 0.99, momentum: Double = 0, epsilon: Double = 1e-8)

  /// The learning rate, before any schedule.
  public var learningRate: Double {
    get {
      switch self {
      case .sgd(let rate, _), .adam(let rate, _, _, _), .adamW(let rate, _, _, _, _),
        .rmsProp(let rate, _, _, _):
        rate
      }
    }
    set {
      switch self {
      case .sgd(_, let momentum): self = .sgd(learningRate: newValue, momentum: momentum)
      case .adam(_, let beta1, let beta2, let epsilon):
        self = .adam(learningRate: newValue, beta1: beta1, beta2: beta2, epsilon: epsilon)
      case .adamW(_, let decay, let beta1, let beta2, let epsilon):
        self = .adamW(
          learningRate: newValue, weightDecay: decay, beta1: beta1, beta2: beta2,
          epsilon: epsilon)
      case .rmsProp(_, let alpha, let momentum, let epsilon):
        self = .rmsProp(
          learningRate: newValue, alpha: alpha, momentum: momentum, epsilon: epsilon)
      }
    }
  }

  /// The name on the command line.
  public var name: String {
    switch self {
    case .sgd: "sgd"
    case .adam: "adam"
    case .adamW: "adamw"
    case .rmsProp: "rmsprop"
    }
  }

  /// The optimizer of a name, with its usual settings.
  public init?(name: String, learningRate: Double, momentum: Double = 0) {
    switch name {
    case "sgd": self = .sgd(learningRate: learningRate, momentum: momentum)
    case "adam": self = .adam(learningRate: learningRate)
    case "adamw": self = .adamW(learningRate: learningRate)
    case "rmsprop": self = .rmsProp(learningRate: learningRate, momentum: momentum)
    default: return nil
    }
  }

  /// The names on the command line.
  public static let names = ["sgd", "adam", "adamw", "rmsprop"]
}
