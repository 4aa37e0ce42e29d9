"""The model of the book in PyTorch: embedding, one recurrent layer, a linear readout of its end."""

from typing import Any

import torch
from torch import Tensor, nn

MODULES: dict[str, Any] = {"srn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}
CELLS = tuple(MODULES)


class SequenceClassifier(nn.Module):
    """Symbols [batch × time] → logits [batch × classes], read from the last hidden state."""

    def __init__(
        self, cell: str, symbols: int, embedding: int, hidden: int, classes: int, **options: Any
    ) -> None:
        super().__init__()
        self.embedding = nn.Embedding(symbols, embedding)
        self.rnn = MODULES[cell](embedding, hidden, **options)
        self.readout = nn.Linear(hidden, classes)

    def forward(self, symbols: Tensor) -> Tensor:
        outputs, _ = self.rnn(self.embedding(symbols.T))
        return self.readout(outputs[-1])


def book_model(cell: str, **options: Any) -> SequenceClassifier:
    """The sizes of the book: ten digits, 32 wide, 32 hidden, 19 sums."""
    return SequenceClassifier(cell, symbols=10, embedding=32, hidden=32, classes=19, **options)


def tensors_of(rows: list[tuple[list[int], int]]) -> tuple[Tensor, Tensor]:
    """Rows as symbols [batch × time] and labels [batch]."""
    symbols, labels = zip(*rows, strict=True)
    return torch.tensor(symbols), torch.tensor(labels)


def use_one_thread() -> None:
    """The same order of additions in every run."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)


def on_grid(values: Tensor) -> Tensor:
    """Values at multiples of 2⁻¹²: the very same number as a decimal, a float32 and a float64."""
    return (values * 4096).round() / 4096


def load_weights(model: nn.Module, weights: dict[str, dict[str, Any]]) -> None:
    """Fills a model from `{name: {"shape": [...], "values": [flat]}}`, in the model's precision."""
    model.load_state_dict(
        {
            name: torch.tensor(entry["values"]).reshape(entry["shape"])
            for name, entry in weights.items()
        }
    )
