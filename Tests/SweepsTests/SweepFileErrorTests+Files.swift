@testable import Sweeps

// What cannot be meant together, what is too much, what is refused, and what is no YAML.

extension SweepFileErrorTests {
  static let contradictions = [
    Case(
      "plan:\n  epochs: 3\n  epochs: 4", .key, (2, 3),
      "'epochs' is there twice; expected each key once"),
    Case(
      "model: {hidden: 3}\nmodel.hidden: 4", .contradiction, (2, 1),
      "model.hidden is there twice, in line 1 too; expected it once"),
    Case(
      "model:\n  cell: gru\nvary:\n  model.cell: [srn, lstm]", .contradiction, (4, 3),
      "model.cell is varied here, and fixed in line 2; expected it once"),
    Case(
      "vary:\n  model.cell: [srn, lstm]\n  zip:\n    model.hidden: [1, 2]\n    model.cell: [srn, gru]",
      .contradiction, (5, 5), "model.cell is varied here, and varied in line 2; expected it once"),
    Case(
      "vary: {seed: [1, 2]}\nseeds: 3", .contradiction, (2, 1),
      "the seeds are said here, and in line 1 too; expected them once"),
    Case(
      "plan: {epochs: 3}\nvary: {plan.steps: [4, 5]}", .contradiction, (2, 8),
      "plan.steps and, in line 1, plan.epochs say the same thing in two ways; expected one of them"),
    Case(
      "vary:\n  zip:\n    model.cell: [srn, lstm]\n    model.hidden: [1, 2, 3]", .contradiction,
      (4, 5),
      "model.hidden has 3 values, and model.cell, with which it varies, has 2; expected as many"),
    Case(
      "vary: {task.length: [5, 6, 5]}", .contradiction, (1, 28),
      "5 is there twice among the values of task.length; expected each once"),
    Case(
      "vary: {zip: {model.cell: [srn, srn], model.hidden: [8, 8]}}", .contradiction, (1, 32),
      "srn, 8 is there twice among the values of model.cell, model.hidden; expected each once"),
    Case(
      "vary: {model.cell: [srn, lstm]}\nexclude:\n  - {model.cell: gru}", .contradiction, (3, 18),
      "the exclusion excludes nothing, as model.cell is never gru; expected one of srn, lstm"),
    Case(
      "vary: {zip: {model.cell: [srn, lstm], model.hidden: [8, 9]}}\nexclude:\n"
        + "  - {model.cell: srn, model.hidden: 9}", .contradiction, (3, 5),
      "the exclusion excludes nothing, as these values never come together; expected values of one "
        + "line of the zip"),
    Case(
      "plan: {batch: 8}\nvary: {model.cell: [srn, lstm]}\nexclude:\n  - {plan.batch: 8}",
      .contradiction, (4, 6),
      "plan.batch is the same in all runs, as line 1 says; expected one of what varies: model.cell"),
    Case(
      "vary: {model.cell: [srn, lstm]}\nexclude:\n  - {plan.batch: 8}", .contradiction, (3, 6),
      "plan.batch does not vary; expected one of what varies: model.cell"),
    Case(
      "vary: {model.cell: [srn, lstm]}\nexclude:\n  - {}", .value, (3, 5),
      "an exclusion names no setting, and so excludes everything; expected settings, such as "
        + "{task.length: 30}"),
    Case(
      "vary: {model.cell: [srn, lstm]}\nexclude:\n  - {model.cell: srn}\n  - {model.cell: [lstm]}",
      .size, (3, 5), "the exclusions leave nothing of 2 runs; expected at least one run"),
  ]

  static let recordings = [
    Case(
      "record: [1, 2, 3]", .value, (1, 10),
      "'record' has a symbol alone, '1'; expected a sequence such as \"6 7 0 0 1\", or a list of such, "
        + "each in quotation marks"),
    Case(
      "record:\n  - 1 2\n  - [1, 2]", .value, (3, 5),
      "'record' is a list; expected a sequence such as \"6 7 0 0 1\", or a list of such"),
    Case(
      "record: []", .value, (1, 9),
      "'record' is an empty list; expected a sequence such as \"6 7 0 0 1\", or a list of such"),
    Case(
      "record:", .value, (1, 8),
      "'record' has no value; expected a sequence such as \"6 7 0 0 1\", or a list of such"),
    Case(
      "seeds: 2\nrecord: ['1 2', '1 x']", .value, (2, 17),
      "'record' is '1 x': the symbol at position 1 is \"x\", but must be a whole number, as in "
        + "\"6 7 0 0 1\""),
    Case(
      "vary: {task.length: [5, 10]}\nrecord: 1 2 10 3", .value, (2, 9),
      "'record' is '1 2 10 3': the symbol at position 2 is 10, but must be between 0 and 9"),
    Case(
      "record: 1 2 = 19", .value, (1, 9),
      "'record' is '1 2 = 19': the answer is 19, but must be between 0 and 18"),
    Case(
      "vary: {task.name: [digit-sum, adding]}\nrecord: 1 2", .value, (2, 9),
      "'record' is '1 2': the input is symbols, but must be real numbers, which this model reads"),
  ]

  static let sizes = [
    Case(
      "vary:\n  task.length: []", .size, (2, 16),
      "task.length varies over no value, so there would be no run; expected at least one"),
    Case(
      "name: mine\nvary:\n  model.hidden: {from: 1, to: 1000000}\n  model.cell: [srn, lstm]\n"
        + "seeds: 500000", .size, (2, 1),
      "these are 1,000,000,000,000 runs: 1,000,000 (model.hidden) × 2 (model.cell) × 500,000 (seed); "
        + "expected at most 100,000, or '--at-most N' if so many are meant"),
    Case(
      "vary: {model.dropout: {from: 0, to: 1e14, step: 1}}\nseeds: 1000000000", .size, (1, 1),
      "these are more than 9,223,372,036,854,775,807 runs: 100,000,000,000,001 (model.dropout) × "
        + "1,000,000,000 (seed); expected at most 100,000, or '--at-most N' if so many are meant"),
    Case(
      "vary:\n  zip:\n    model.hidden: {from: 1, to: 400}\n    model.embedding: {from: 1, to: 400}\n"
        + "seeds: 500", .size, (1, 1),
      "these are 200,000 runs: 400 (model.hidden with model.embedding) × 500 (seed); expected at most "
        + "100,000, or '--at-most N' if so many are meant"),
  ]

  static let refused = [
    Case(
      "vary: {task.length: [5, 2]}", .refused, (1, 25),
      "digit-sum: length is 2; expected at least 3: two operands and a step to distract"),
    Case(
      "task: {name: delayed-recall}\nvary: {task.answers: [5, 10]}", .refused, (1, 14),
      "delayed-recall: length is 10; expected more than the 10 answers, so that there is a lag"),
    Case(
      "task: {copies: {train: 0}}", .refused, (1, 24),
      "digit-sum: copies.train is 0; expected at least 1"),
    Case(
      "task: {name: files}", .refused, (1, 14),
      "there is no task.paths, which this task needs; expected a value"),
    Case(
      "task: {name: files, paths: {train: a, dev: a, test: a}}", .refused, (1, 36),
      "a: found no such file; expected a file that can be read"),
    Case(
      "vary: {task.name: [temporal-order, adding]}\ntask: {length: 20, relevant: 3}", .refused,
      (2, 30),
      "adding: \"relevant\" is no setting of this task; expected length, rows"),
    Case(
      "model: {forget-bias: 1}\nvary: {model.cell: [lstm, srn]}", .refused, (1, 22),
      "forget bias is 1.0, but must be left out, as 'srn' has no forget gate with a bias"),
    Case(
      "model: {dropout: 0.5}", .refused, (1, 18),
      "dropout is 0.5, but must be 0 where there is one layer, as it lies between layers"),
    Case(
      "model: {readout: every-step}", .refused, (1, 18),
      "readout is everyStep, but must be last or mean, as the task asks once"),
    Case(
      "plan: {momentum: 0.9}", .refused, (1, 18),
      "adam has no momentum, and plan.momentum is 0.9; expected 0, sgd or rmsprop"),
    Case(
      "plan: {weight-decay: 0.9}", .refused, (1, 22),
      "adam has no weight decay, and plan.weight-decay is 0.9; expected 0 or adamw"),
    Case(
      "plan: {loss: mean-squared-error}", .refused, (1, 14),
      "plan.loss is mean-squared-error, but the task is answered by classes; expected cross-entropy "
        + "or cross-entropy-sum"),
    Case(
      "task: {name: adding}\nplan: {loss: cross-entropy}", .refused, (2, 14),
      "plan.loss is a cross-entropy, but the task is answered by numbers; expected "
        + "mean-squared-error"),
  ]

  static let syntax = [
    Case(
      "a: [1, 2\nb: 3", .syntax, (2, 2),
      "found what is not YAML: did not find expected ',' or ']', while parsing a flow sequence that "
        + "begins in line 1"),
    Case(
      "plan:\n\tepochs: 3", .syntax, (2, 1),
      "found a tab; expected spaces, which alone indent in YAML"),
    Case(
      "vary: &all {model.cell: [srn]}", .syntax, (1, 7),
      "found the anchor '&all'; expected every setting written where it is used"),
    Case(
      "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]", .syntax, (1, 4),
      "found the anchor '&a'; expected every setting written where it is used"),
    Case(
      "vary: *all", .syntax, (1, 7),
      "found an alias; expected every setting written where it is used"),
    Case(
      "preset: !name book", .syntax, (1, 9),
      "found the tag '!name'; expected values without tags"),
    Case(
      "preset: book\n---\npreset: book", .syntax, (2, 1),
      "found a second document; expected one sweep in a file"),
    Case(
      "a: " + String(repeating: "[", count: 20_000), .syntax, (1, 5),
      "found more than 16 lists and mappings in each other; expected fewer"),
    Case(
      "a: " + String(repeating: "[", count: 20) + String(repeating: "]", count: 20), .syntax,
      (1, 20), "found more than 16 lists and mappings in each other; expected fewer"),
    Case(
      "preset: book\u{7}", .file, (1, 13),
      "found the control character U+0007; expected a text file"),
  ]
}
