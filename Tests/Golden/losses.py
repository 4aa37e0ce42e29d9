"""Two hundred training losses in a row, for each cell at three lengths: any mistake shows.

The model and the training of the book: embedding 10 → 32, cell 32 → 32, linear 32 → 19 on the last
hidden state; Adam 1e-3, mean cross-entropy, batches of 8 rows in the data's order (the last of an
epoch has 4), float32, one thread. PyTorch has two biases per gate where an equation has one: the
second, `bias_hh`, stays at zero, except for the GRU's candidate, n = tanh(Wx + b + r ⊙ (Uh + b')),
where it is a parameter of its own.

Wants torch 2.13 and numpy 2. Writes weights-{cell}.json (the start) and losses-{cell}-{L}.json.
"""

from itertools import islice
from math import sqrt
from typing import Iterator

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from digit_sum import Row, book_data
from golden_file import FLOAT32_DIGITS, FLOAT64_DIGITS, read_golden, rounded, tensors, versions
from golden_file import write_golden
from sequence_classifier import CELLS, SequenceClassifier, book_model, load_weights, on_grid
from sequence_classifier import tensors_of, use_one_thread

SEED = 1997
LENGTHS = (5, 10, 30)
STEPS = 200
BATCH = 8
LEARNING_RATE = 1e-3
HIDDEN = 32


@torch.no_grad()
def start(model: SequenceClassifier) -> None:
    """Xavier-uniform, ±√(6 / (fan in + fan out)), each gate's matrix on its own; biases ±√(6/33).

    Then moved to the nearest multiple of 2⁻¹², so that a reader cannot lose a bit.
    """
    nn.init.xavier_uniform_(model.embedding.weight)
    nn.init.xavier_uniform_(model.readout.weight)
    nn.init.zeros_(model.readout.bias)
    bound = sqrt(6 / (1 + HIDDEN))
    for matrix in (model.rnn.weight_ih_l0, model.rnn.weight_hh_l0):
        for gate in matrix.split(HIDDEN):
            nn.init.xavier_uniform_(gate)
    nn.init.uniform_(model.rnn.bias_ih_l0, -bound, bound)
    nn.init.zeros_(model.rnn.bias_hh_l0)
    if isinstance(model.rnn, nn.GRU):
        nn.init.uniform_(model.rnn.bias_hh_l0[2 * HIDDEN :], -bound, bound)
    for parameter in model.parameters():
        parameter.copy_(on_grid(parameter))


def freeze_second_bias(model: SequenceClassifier) -> None:
    """Keeps `bias_hh` at zero; of the GRU's, the candidate's part is trained."""
    bias = model.rnn.bias_hh_l0
    if isinstance(model.rnn, nn.GRU):
        mask = torch.ones_like(bias)
        mask[: 2 * HIDDEN] = 0
        bias.register_hook(lambda gradient: gradient * mask)
    else:
        bias.requires_grad_(False)


def write_start(cell: str) -> None:
    """Draws the start of a cell's model and writes weights-{cell}.json."""
    torch.manual_seed(SEED)
    model = book_model(cell)
    start(model)
    content = {"versions": versions("torch", "numpy"), "seed": SEED}
    content["weights"] = tensors(model.state_dict(), FLOAT64_DIGITS)
    write_golden(f"weights-{cell}", content)


def batches(rows: list[Row]) -> Iterator[tuple[Tensor, Tensor]]:
    """Batches in the data's order, epoch after epoch, without end."""
    symbols, labels = tensors_of(rows)
    while True:
        yield from zip(symbols.split(BATCH), labels.split(BATCH), strict=True)


def train(model: SequenceClassifier, rows: list[Row]) -> list[float]:
    """The loss of each of the steps, before its update."""
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.Adam(trained, lr=LEARNING_RATE)
    losses = []
    for symbols, labels in islice(batches(rows), STEPS):
        loss = cross_entropy(model(symbols), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


@torch.no_grad()
def evaluate(model: SequenceClassifier, rows: list[Row]) -> tuple[float, float]:
    """Mean loss and accuracy."""
    symbols, labels = tensors_of(rows)
    logits = model(symbols)
    accuracy = (logits.argmax(1) == labels).double().mean()
    return cross_entropy(logits, labels).item(), accuracy.item()


def trained(
    cell: str, rows: list[Row], dtype: torch.dtype
) -> tuple[SequenceClassifier, list[float]]:
    """The model after its steps from the written start, and its losses."""
    model = book_model(cell).to(dtype)
    load_weights(model, read_golden(f"weights-{cell}")["weights"])
    freeze_second_bias(model)
    return model, train(model, rows)


def write_losses(cell: str, length: int) -> None:
    """Trains in float32, and in float64 to show how far rounding alone carries the losses."""
    splits = book_data()[length]
    model, losses = trained(cell, splits["train"], torch.float32)
    precise_model, precise_losses = trained(cell, splits["train"], torch.float64)
    dev_loss, dev_accuracy = evaluate(model, splits["dev"])
    precise_dev_loss, _ = evaluate(precise_model, splits["dev"])
    content = {
        "versions": versions("torch", "numpy"),
        "seed": SEED,
        "length": length,
        "batch": BATCH,
        "learning_rate": LEARNING_RATE,
        "losses": rounded(losses, FLOAT32_DIGITS),
        "losses_float64": rounded(precise_losses, FLOAT64_DIGITS),
        "dev_loss": rounded(dev_loss, FLOAT32_DIGITS),
        "dev_loss_float64": rounded(precise_dev_loss, FLOAT64_DIGITS),
        "dev_accuracy": dev_accuracy,
    }
    write_golden(f"losses-{cell}-{length}", content)


def main() -> None:
    use_one_thread()
    for cell in CELLS:
        write_start(cell)
        for length in LENGTHS:
            write_losses(cell, length)


if __name__ == "__main__":
    main()
