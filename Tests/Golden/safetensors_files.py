"""Small models in real safetensors files, written by the official package, and their logits.

What another program's user would bring: `save_file(model.state_dict(), …)` of a module with the
parts embedding, rnn and readout, in PyTorch's own start, float32, no metadata. Beside each file
lies a JSON with the logits of a few rows of symbols of different lengths.

Wants torch 2.13, numpy 2 and safetensors 0.8. Writes torch-{lstm,gru,srn}.{safetensors,json}.
"""

from typing import Any

import torch
from safetensors.torch import save_file

from golden_file import FLOAT32_DIGITS, path, rounded, versions, write_golden
from sequence_classifier import CELLS, SequenceClassifier, use_one_thread

SEED = 1997
SIZES = {"symbols": 10, "embedding": 4, "hidden": 3, "classes": 5}
ROWS = ([7], [0, 0, 0], [6, 7, 0, 0, 1], [3, 1, 4, 1, 5, 9, 2, 6])


@torch.no_grad()
def write_model(cell: str) -> None:
    """Writes one model and its logits."""
    torch.manual_seed(SEED)
    model = SequenceClassifier(cell, **SIZES)
    save_file(model.state_dict(), path(f"torch-{cell}").with_suffix(".safetensors"))
    logits = [model(torch.tensor([row]))[0].tolist() for row in ROWS]
    content: dict[str, Any] = {"versions": versions("torch", "numpy", "safetensors"), "seed": SEED}
    content |= SIZES
    content |= {"rows": ROWS, "logits": rounded(logits, FLOAT32_DIGITS)}
    write_golden(f"torch-{cell}", content)


def main() -> None:
    use_one_thread()
    for cell in CELLS:
        write_model(cell)


if __name__ == "__main__":
    main()
