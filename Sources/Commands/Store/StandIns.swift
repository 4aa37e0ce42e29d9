import LongLag

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Whose rows stand in where somebody gave no dev or test rows of his own.
struct StandIns {
  private var paths: PerSplit<String>?

  /// What an experiment's definition says.
  init(_ definition: String, tasks: TaskCatalog) {
    let decoder = JSONDecoder()
    decoder.userInfo[.tasks] = tasks
    // What cannot be understood any more is shown as it is.
    let experiment = try? decoder.decode(Experiment.self, from: Data(definition.utf8))
    paths = (experiment?.task as? FileTask)?.paths
  }

  /// What there is to say about the score on a split's rows: `, on the training rows`.
  func remark(on split: String) -> String {
    guard let paths, let split = Split(rawValue: split), split != .train else { return "" }
    if paths[split] == paths.train { return ", on the training rows" }
    return split == .test && paths.test == paths.dev ? ", on the dev rows" : ""
  }
}
