@testable import Sweeps

// Keys, values and ranges that cannot be meant by themselves.

extension SweepFileErrorTests {
  static let names = [
    Case("", .file, (1, 1), "the file is empty; expected a sweep, such as 'preset: book'"),
    Case("# later", .file, (1, 1), "the file is empty; expected a sweep, such as 'preset: book'"),
    Case(
      "presett: book", .key, (1, 1),
      "there is no key 'presett'; did you mean 'preset'? Known are name, preset, task, model, plan, "
        + "vary, exclude, seeds, record"),
    Case(
      "preset: bok", .value, (1, 9),
      "there is no preset 'bok'; did you mean 'book'? Known are book, book-zero, book2, course, "
        + "course-corrected, explosion"),
    Case(
      "model:\n  hiden: 3", .key, (2, 3),
      "there is no setting 'model.hiden'; did you mean 'model.hidden'? Known are model.cell, "
        + "model.hidden, model.embedding, model.one-hot, model.number, model.layers, "
        + "model.direction, model.dropout, model.readout, model.initial-state, model.start, "
        + "model.forget-bias"),
    Case(
      "vary:\n  length: [5]", .key, (2, 3),
      "there is no setting 'length'; did you mean 'task.length'?"),
    Case(
      "vary: {model.cell: [lstm, gro]}", .value, (1, 27),
      "there is no cell 'gro'; did you mean 'gru'? Known are srn, srn-relu, srn-residual, lstm, "
        + "lstm-peephole, gru, course, course-fed-back"),
    Case(
      "task: {name: ading}", .value, (1, 14),
      "there is no task 'ading'; did you mean 'adding'? Known are digit-sum, delayed-recall, "
        + "adding, temporal-order, files"),
    Case(
      "task: {name: adding, relevant: 3}", .key, (1, 22),
      "there is no setting 'task.relevant'; did you mean 'task.rows.test'? Known are task.name, "
        + "task.length, task.rows.dev, task.rows.test, task.rows.train"),
    Case(
      "task: {variant: bok}", .value, (1, 17),
      "there is no task.variant 'bok'; did you mean 'book'? Known are book, book2, course"),
    Case(
      "plan: {optimizer: adm}", .value, (1, 19),
      "there is no optimizer 'adm'; did you mean 'adam'? Known are sgd, adam, adamw, rmsprop"),
    Case(
      "plan: {loss: xyz}", .value, (1, 14),
      "there is no loss 'xyz'; known are cross-entropy, cross-entropy-sum, mean-squared-error"),
  ]

  static let values = [
    Case(
      "model: {hidden: -3}", .value, (1, 17),
      "model.hidden is -3; expected a whole number from 1 to 16384"),
    Case(
      "model: {hidden: many}", .value, (1, 17),
      "model.hidden is 'many'; expected a whole number from 1 to 16384"),
    Case(
      "model: {hidden: \"32\"}", .value, (1, 17),
      "model.hidden is the text '32'; expected a whole number from 1 to 16384"),
    Case(
      "model: {hidden: [16, 32]}", .value, (1, 17),
      "model.hidden is a list; expected a whole number from 1 to 16384, and below 'vary' what varies"
    ),
    Case(
      "model: {hidden: }", .value, (1, 17),
      "model.hidden has no value; expected a whole number from 1 to 16384"),
    Case(
      "model: {one-hot: yes}", .value, (1, 18), "model.one-hot is 'yes'; expected true or false"),
    Case(
      "plan: {learning-rate: 0}", .value, (1, 23),
      "plan.learning-rate is 0.0; expected a number above 0"),
    Case(
      "plan: {learning-rate: nan}", .value, (1, 23),
      "plan.learning-rate is 'nan'; expected a number above 0"),
    Case(
      "plan: {clip: norm:5}", .value, (1, 14),
      "plan.clip is 'norm:5'; expected global-norm:5, per-tensor:5, value:5, with any limit above 0, "
        + "or none"),
    Case(
      "plan: {schedule: 'step:0:2'}", .value, (1, 18),
      "plan.schedule is the text 'step:0:2'; expected constant, step:EPOCHS:FACTOR, "
        + "exponential:FACTOR, cosine:EPOCHS or warmup:EPOCHS, with factors above 0 and at most 1"),
    Case(
      "task: {copies: {train: 5.5}}", .value, (1, 24),
      "task.copies.train is '5.5'; expected a whole number"),
    Case(
      "model: lstm", .value, (1, 8),
      "'model' is 'lstm'; expected settings below it, such as 'hidden: 32'"),
    Case(
      "name: [a]", .value, (1, 7), "'name' is a list; expected one line of at most 80 characters"),
    Case(
      "- a\n- b", .value, (1, 1),
      "the file is a list; expected keys with values, such as 'preset: book'"),
    Case(
      "{}", .value, (1, 1),
      "the file is an empty mapping; expected keys with values, such as 'preset: book'"),
    Case("? [a]\n: b", .key, (1, 3), "found a key that is a list; expected a name"),
    Case(
      "vary:", .value, (1, 6),
      "'vary' has no value; expected what varies, such as 'model.cell: [srn, lstm]'"),
    Case(
      "vary: {task.length: 5}", .value, (1, 21),
      "task.length is '5'; expected a list such as [1, 2], or a range such as "
        + "{from: 5, to: 30, step: 5}"),
    Case(
      "vary: {model.cell: {from: 1, to: 2}}", .value, (1, 20),
      "model.cell is a range; expected a list of values, as it is one of srn, srn-relu, "
        + "srn-residual, lstm, lstm-peephole, gru, course, course-fed-back"),
    Case(
      "vary: {zip: {task.length: [5]}}", .value, (1, 13),
      "'zip' has 1 key; expected at least two settings that vary together, such as "
        + "{model.cell: [srn, lstm], model.hidden: [64, 32]}"),
    Case(
      "exclude: {task.length: 5}", .value, (1, 10),
      "'exclude' is a mapping; expected a list of what is left out, such as "
        + "- {task.length: 30, model.cell: srn}"),
    Case(
      "seeds: -1", .value, (1, 8),
      "'seeds' is '-1'; expected how many, a list such as [0, 1, 2] or a range"),
    Case("seeds: [-1]", .value, (1, 9), "seed is -1; expected a whole number, at least 0"),
  ]

  static let ranges = [
    Case(
      "vary: {task.length: {from: 5, to: 30, step: 0}}", .value, (1, 45),
      "the step of task.length is 0, and from 5 to 30 it never ends; expected another"),
    Case(
      "vary: {task.length: {from: 5, to: 30, step: -5}}", .value, (1, 45),
      "the step of task.length is -5, and from 5 to 30 it never ends; expected a positive one"),
    Case(
      "vary: {task.length: {from: 30, to: 5}}", .value, (1, 21),
      "the step of task.length is 1, and from 30 to 5 it never ends; expected a negative one"),
    Case(
      "vary: {task.length: {from: 5, to: .inf}}", .value, (1, 35),
      "'to' of task.length is '.inf'; expected a number of at most 15 digits"),
    Case(
      "vary: {task.length: {from: 5}}", .value, (1, 21),
      "the range of task.length has no 'to'; expected {from: 5, to: 30, step: 5} or "
        + "{from: 1e-4, to: 1e-2, count: 5, scale: log}"),
    Case(
      "vary: {task.length: {from: 5, until: 9}}", .key, (1, 31),
      "there is no part of a range 'until'; known are from, to, step, count, scale"),
    Case(
      "vary: {task.length: {from: 5, to: 9, step: 1, count: 5}}", .contradiction, (1, 44),
      "the range of task.length has both 'step' and 'count'; expected one of them"),
    Case(
      "vary: {model.dropout: {from: 0.1, to: 0.5}}", .value, (1, 23),
      "the range of model.dropout has neither 'step' nor 'count'; expected one of them"),
    Case(
      "vary: {plan.learning-rate: {from: 0, to: 1, count: 3, scale: log}}", .value, (1, 28),
      "the range of plan.learning-rate with 'scale: log' has the end 0; expected ends above 0"),
    Case(
      "vary: {plan.learning-rate: {from: 1e-3, to: 1, scale: log}}", .value, (1, 28),
      "the range of plan.learning-rate with 'scale: log' has no 'count'; expected how many values"),
    Case(
      "vary: {plan.learning-rate: {from: 1, to: 2, count: 3, scale: loog}}", .value, (1, 62),
      "'scale' of plan.learning-rate is 'loog'; expected linear or log"),
    Case(
      "vary: {plan.learning-rate: {from: 1, to: 2, count: 1}}", .value, (1, 28),
      "the range of plan.learning-rate has 1 value from 1 to 2; expected at least 2 between "
        + "different ends"),
    Case(
      "vary: {plan.learning-rate: {from: 1, to: 2, count: -1}}", .value, (1, 52),
      "'count' of plan.learning-rate is '-1'; expected a whole number, at least 1"),
    Case(
      "vary: {plan.learning-rate: {from: 1e-300, to: 1e300, step: 1}}", .value, (1, 60),
      "the range of plan.learning-rate from 1e-300 to 1e+300 has more digits than a number keeps; "
        + "expected fewer"),
    Case(
      "vary: {model.hidden: {from: 1, to: 128, count: 80, scale: log}}", .value, (1, 22),
      "the range of model.hidden does not hold 80 different whole numbers; expected a whole number "
        + "from 1 to 16384"),
    Case(
      "vary: {model.hidden: {from: 1, to: 2, step: 0.5}}", .value, (1, 22),
      "the range of model.hidden does not hold 3 different whole numbers; expected a whole number "
        + "from 1 to 16384"),
    Case(
      "vary: {model.hidden: {from: 0, to: 2}}", .value, (1, 22),
      "model.hidden is 0; expected a whole number from 1 to 16384"),
  ]
}
