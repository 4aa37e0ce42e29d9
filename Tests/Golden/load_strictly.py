"""Loads files that LongLag wrote into PyTorch's own modules, as any user of PyTorch would.

The tests of Interchange run it where torch and safetensors are installed; it writes no golden file.
It reads a list of cases as JSON from standard input and writes their logits there as JSON. Each case
says how the module is built, which file it loads with `strict=True`, which rows of symbols it answers,
and where its own `state_dict` is saved, without metadata, to be read back.
"""

import json
import sys
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn.functional import one_hot

from sequence_classifier import MODULES, use_one_thread


class Classifier(nn.Module):
    """Symbols [batch × time] → logits, read where each direction of the last layer ends."""

    def __init__(
        self, cell: str, symbols: int, embedding: int, hidden: int, classes: int, **options: Any
    ) -> None:
        super().__init__()
        self.symbols = symbols
        self.directions = 2 if options.get("bidirectional") else 1
        if embedding > 0:
            self.embedding = nn.Embedding(symbols, embedding)
        self.rnn = MODULES[cell](embedding or symbols, hidden, **options)
        self.readout = nn.Linear(self.directions * hidden, classes)

    def forward(self, symbols: Tensor) -> Tensor:
        features = (
            self.embedding(symbols.T)
            if hasattr(self, "embedding")
            else one_hot(symbols.T, self.symbols).float()
        )
        final = self.rnn(features)[1]
        final = final[0] if isinstance(final, tuple) else final
        return self.readout(torch.cat(list(final[-self.directions :]), dim=-1))


@torch.no_grad()
def logits_of(case: dict[str, Any]) -> list[list[float]]:
    """The logits of each row of one case."""
    model = Classifier(**case["module"])
    model.load_state_dict(load_file(case["file"]), strict=True)
    save_file(model.state_dict(), case["saved"])
    return [model(torch.tensor([row]))[0].tolist() for row in case["rows"]]


def main() -> None:
    use_one_thread()
    json.dump([logits_of(case) for case in json.load(sys.stdin)], sys.stdout)


if __name__ == "__main__":
    main()
