"""Every gate, state and gradient of one pass over ten steps, for SRN, LSTM and GRU.

The first four dev rows of length 10 through the models of weights-{cell}.json, in float64. Each
cell's equation is written out below; its states must equal the built-in module's outputs, and its
gradients the module's, to 1e-12, so the recorded gates are those the module computes but does not
show. `hidden_gradient` is the total ∂loss/∂h_t, through the readout and through all later steps;
`cell_gradient` the same for c_t.

Wants torch 2.13 and numpy 2. Writes sequence-{srn,srn-relu,lstm,gru}.json.
"""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from digit_sum import book_data
from golden_file import read_golden, rounded, tensors, versions, write_golden
from sequence_classifier import SequenceClassifier, book_model, load_weights, tensors_of
from sequence_classifier import use_one_thread

LENGTH = 10
ROWS = 4
DIGITS = 10
TOLERANCE = 1e-12

Values = dict[str, Tensor]
Equation = Callable[[Tensor, Values, torch.nn.RNNBase], Values]


def affine_parts(x: Tensor, h: Tensor, rnn: torch.nn.RNNBase) -> tuple[list[Tensor], list[Tensor]]:
    """Wx + b and Uh + b', each split into its gates in PyTorch's packing order."""
    from_input = x @ rnn.weight_ih_l0.T + rnn.bias_ih_l0
    from_state = h @ rnn.weight_hh_l0.T + rnn.bias_hh_l0
    return from_input.split(rnn.hidden_size, 1), from_state.split(rnn.hidden_size, 1)


def srn(x: Tensor, state: Values, rnn: torch.nn.RNNBase) -> Values:
    """h' = tanh(Wx + Uh + b)  (Elman 1990)."""
    (wx,), (uh,) = affine_parts(x, state["hidden"], rnn)
    return {"hidden": torch.tanh(wx + uh)}


def srn_relu(x: Tensor, state: Values, rnn: torch.nn.RNNBase) -> Values:
    """h' = max(0, Wx + Uh + b)."""
    (wx,), (uh,) = affine_parts(x, state["hidden"], rnn)
    return {"hidden": torch.relu(wx + uh)}


def lstm(x: Tensor, state: Values, rnn: torch.nn.RNNBase) -> Values:
    """i, f, o = σ(Wx + Uh + b); g = tanh(Wx + Uh + b); c' = f ⊙ c + i ⊙ g; h' = o ⊙ tanh(c').

    Hochreiter and Schmidhuber 1997 with the forget gate of Gers et al. 2000, no peepholes.
    """
    i, f, g, o = (wx + uh for wx, uh in zip(*affine_parts(x, state["hidden"], rnn), strict=True))
    i, f, g, o = torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)
    c = f * state["cell"] + i * g
    gates = {"input": i, "forget": f, "output": o, "candidate": g}
    return gates | {"cell": c, "hidden": o * torch.tanh(c)}


def gru(x: Tensor, state: Values, rnn: torch.nn.RNNBase) -> Values:
    """r, z = σ(Wx + Uh + b); n = tanh(Wx + b + r ⊙ (Uh + b')); h' = (1 − z) ⊙ n + z ⊙ h.

    Cho et al. 2014 with the reset after the recurrent product, as in cuDNN and PyTorch.
    """
    h = state["hidden"]
    (wr, wz, wn), (ur, uz, un) = affine_parts(x, h, rnn)
    r, z = torch.sigmoid(wr + ur), torch.sigmoid(wz + uz)
    n = torch.tanh(wn + r * un)
    return {"reset": r, "update": z, "candidate": n, "hidden": (1 - z) * n + z * h}


def unroll(equation: Equation, model: SequenceClassifier, symbols: Tensor) -> list[Values]:
    """What the equation computes at every step from a zero state, gradients of states retained."""
    zero = torch.zeros(len(symbols), model.rnn.hidden_size, dtype=torch.float64)
    values, steps = {"hidden": zero, "cell": zero}, []
    for x in model.embedding(symbols.T):
        values = equation(x, values, model.rnn)
        for name in ("hidden", "cell"):
            if name in values:
                values[name].retain_grad()
        steps.append(values)
    return steps


def gradients(model: SequenceClassifier) -> Values:
    """The gradients that the last backward pass left, by PyTorch's names."""
    return {name: parameter.grad.clone() for name, parameter in model.named_parameters()}


def built_in(model: SequenceClassifier, symbols: Tensor, labels: Tensor) -> dict[str, Values]:
    """Outputs, final states, loss and gradients of the module itself."""
    outputs, final = model.rnn(model.embedding(symbols.T))
    logits = model.readout(outputs[-1])
    loss = cross_entropy(logits, labels)
    loss.backward()
    hidden, *cell = final if isinstance(final, tuple) else (final,)
    values = {"outputs": outputs, "logits": logits, "loss": loss, "final_hidden": hidden[0]}
    if cell:
        values["final_cell"] = cell[0][0]
    return {"values": values, "gradients": gradients(model)}


def require_equal(found: Tensor, expected: Tensor, name: str) -> None:
    """Stops unless the two agree to 1e-12."""
    distance = (found - expected).abs().max().item()
    assert distance <= TOLERANCE, f"{name}: equation and module differ by {distance}"


def recorded(steps: list[Values]) -> Values:
    """Each named value, and the gradient of each state, as [time × batch × hidden]."""
    stacked = {name: torch.stack([step[name] for step in steps]) for name in steps[0]}
    for name in {"hidden", "cell"} & stacked.keys():
        stacked[f"{name}_gradient"] = torch.stack([step[name].grad for step in steps])
    return stacked


def write_sequence(name: str, cell: str, equation: Equation, **options: str) -> None:
    """Runs module and equation side by side and writes sequence-{name}.json."""
    model = book_model(cell, **options).double()
    load_weights(model, read_golden(f"weights-{cell}")["weights"])
    symbols, labels = tensors_of(book_data()[LENGTH]["dev"][:ROWS])
    module = built_in(model, symbols, labels)

    model.zero_grad()
    steps = unroll(equation, model, symbols)
    logits = model.readout(steps[-1]["hidden"])
    cross_entropy(logits, labels).backward()
    own = recorded(steps)
    require_equal(own["hidden"], module["values"].pop("outputs"), "hidden")
    require_equal(logits, module["values"]["logits"], "logits")
    if "cell" in own:
        require_equal(own["cell"][-1], module["values"]["final_cell"], "cell")
    for parameter, gradient in gradients(model).items():
        require_equal(gradient, module["gradients"][parameter], parameter)

    content = {"versions": versions("torch", "numpy"), "weights": f"weights-{cell}.json"}
    content |= {"symbols": symbols.tolist(), "labels": labels.tolist()}
    content |= rounded(module["values"], DIGITS)
    content |= rounded(dict(sorted(own.items())), DIGITS)
    content["gradients"] = tensors(module["gradients"], DIGITS)
    write_golden(f"sequence-{name}", content)


def main() -> None:
    use_one_thread()
    write_sequence("srn", "srn", srn)
    write_sequence("srn-relu", "srn", srn_relu, nonlinearity="relu")
    write_sequence("lstm", "lstm", lstm)
    write_sequence("gru", "gru", gru)


if __name__ == "__main__":
    main()
