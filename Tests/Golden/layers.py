"""Two bidirectional layers over sequences of different lengths, in float64, with every gradient.

Input 3 wide, hidden 4, lengths 6, 3, 1 and 5 in one packed batch. The backward direction of each
sequence starts at its own last step, and nothing crosses the padding: the packed outputs must equal
those of each sequence run alone, to 1e-12. All [time × batch × …] values are zero in the padding.
The loss is Σ outputs ⊙ loss_weights.

Wants torch 2.13 and numpy 2. Writes layers-{lstm,gru,srn}.json.
"""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from golden_file import FLOAT64_DIGITS, rounded, tensors, versions, write_golden
from sequence_classifier import CELLS, MODULES, on_grid, use_one_thread

SEED = 1997
LENGTHS = (6, 3, 1, 5)
WIDTH = 3
HIDDEN = 4
TOLERANCE = 1e-12


def draw(width: int) -> Tensor:
    """Normal numbers [time × batch × width], zero in the padding."""
    values = on_grid(torch.randn(max(LENGTHS), len(LENGTHS), width, dtype=torch.float64))
    for row, length in enumerate(LENGTHS):
        values[length:, row] = 0
    return values


@torch.no_grad()
def module(cell: str) -> nn.RNNBase:
    """The module in PyTorch's own start, uniform ±1/√hidden."""
    rnn = MODULES[cell](WIDTH, HIDDEN, num_layers=2, bidirectional=True).double()
    for parameter in rnn.parameters():
        parameter.copy_(on_grid(parameter))
    return rnn


def require_equal_alone(rnn: nn.RNNBase, inputs: Tensor, outputs: Tensor) -> None:
    """Stops unless each sequence, run alone and unpadded, has the outputs of the batch."""
    for row, length in enumerate(LENGTHS):
        alone, _ = rnn(inputs[:length, row])
        distance = (alone - outputs[:length, row]).abs().max().item()
        assert distance <= TOLERANCE, f"sequence {row}: packed and alone differ by {distance}"


def write_layers(cell: str) -> None:
    """Runs one cell's module forward and backward and writes layers-{cell}.json."""
    torch.manual_seed(SEED)
    rnn, inputs, loss_weights = module(cell), draw(WIDTH), draw(2 * HIDDEN)
    inputs.requires_grad_()
    packed = pack_padded_sequence(inputs, torch.tensor(LENGTHS), enforce_sorted=False)
    packed_outputs, final = rnn(packed)
    outputs, _ = pad_packed_sequence(packed_outputs)
    loss = (outputs * loss_weights).sum()
    loss.backward()
    require_equal_alone(rnn, inputs, outputs)

    hidden, *cell_state = final if isinstance(final, tuple) else (final,)
    results: dict[str, Any] = {"outputs": outputs, "final_hidden": hidden}
    if cell_state:
        results["final_cell"] = cell_state[0]
    results |= {"loss": loss, "input_gradient": inputs.grad}
    gradients = {name: parameter.grad for name, parameter in rnn.named_parameters()}

    content: dict[str, Any] = {"versions": versions("torch", "numpy"), "seed": SEED}
    content |= {"lengths": list(LENGTHS), "weights": tensors(rnn.state_dict(), FLOAT64_DIGITS)}
    content |= rounded({"input": inputs, "loss_weights": loss_weights}, FLOAT64_DIGITS)
    content |= rounded(results, FLOAT64_DIGITS)
    content["gradients"] = tensors(gradients, FLOAT64_DIGITS)
    write_golden(f"layers-{cell}", content)


def main() -> None:
    use_one_thread()
    for cell in CELLS:
        write_layers(cell)


if __name__ == "__main__":
    main()
