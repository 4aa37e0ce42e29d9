"""PyTorch's answer in the operator check: the last hidden states of SRN, LSTM and GRU.

A batch of 8 sequences of 20 steps, 32 features in, 32 hidden units, in float64. Nothing is stored
but the answer: weights and input follow from their names by a formula that is written out twice, in
`draw` below and in Sources/Probes/OperatorCheck.swift. Every number is a multiple of 2^-12, so it is
the same in float32 and in float64.

Wants torch 2.13. Writes operator_check.json, and the same numbers for the library as
Sources/Probes/OperatorCheck+Golden.swift.
"""

from math import prod

import torch
from torch import Tensor

from golden_file import FOLDER, versions, write_golden

BATCH, LENGTH, WIDTH = 8, 20, 32
DECIMALS = 9
SWIFT = FOLDER.parents[1] / "Sources" / "Probes" / "OperatorCheck+Golden.swift"

# The parts of each cell in the order in which PyTorch packs them.
PARTS = {
    "srn": ["hidden"],
    "lstm": ["input", "forget", "candidate", "output"],
    "gru": ["reset", "update", "candidate"],
}
MODULES = {"srn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}


def draw(name: str, shape: tuple[int, ...], scale: int) -> Tensor:
    """A linear congruential generator, seeded by the name; values in [-1, 1) / scale."""
    state = 0
    for byte in name.encode():
        state = (state * 31 + byte) % 2**32
    values = []
    for _ in range(prod(shape)):
        state = (state * 1664525 + 1013904223) % 2**32
        values.append((state // 2**16 % 2048 - 1024) / 1024 / scale)
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


def weights(cell: str) -> dict[str, Tensor]:
    """All parameters by PyTorch's names; where an equation has one bias, PyTorch's second is zero."""
    parts = PARTS[cell]
    square, row = (WIDTH, WIDTH), (WIDTH,)
    recurrent_bias = [torch.zeros(row, dtype=torch.float64) for _ in parts]
    if cell == "gru":
        recurrent_bias[-1] = draw("candidate.recurrentBias", row, 4)
    return {
        "weight_ih_l0": torch.cat([draw(f"{part}.inputWeights", square, 4) for part in parts]),
        "weight_hh_l0": torch.cat([draw(f"{part}.recurrentWeights", square, 4) for part in parts]),
        "bias_ih_l0": torch.cat([draw(f"{part}.bias", row, 4) for part in parts]),
        "bias_hh_l0": torch.cat(recurrent_bias),
    }


def last_hidden(cell: str) -> list[float]:
    """The hidden state after the last step, [batch × hidden], flat."""
    module = MODULES[cell](WIDTH, WIDTH).double()
    module.load_state_dict(weights(cell))
    with torch.no_grad():
        outputs, _ = module(draw("x", (LENGTH, BATCH, WIDTH), 1))
    return [round(value, DECIMALS) for value in outputs[-1].flatten().tolist()]


def swift(answers: dict[str, list[float]]) -> str:
    """The answers as Swift source."""
    lines = [
        "// Written by Tests/Golden/operator_check.py; do not edit.",
        "",
        "extension OperatorCheck {",
        f"  /// The version of PyTorch that computed these states, in float64.",
        f'  static let goldenVersion = "{versions("torch")["torch"].split("+")[0]}"',
    ]
    for cell, values in answers.items():
        texts = [f"{value:.{DECIMALS}f}" for value in values]
        lines += [
            "",
            f"  /// The last hidden states of the {cell.upper()}, `[batch × hidden]`.",
            f"  static let {cell}States: [Double] = [",
            *("    " + ", ".join(texts[i : i + 6]) + "," for i in range(0, len(texts), 6)),
            "  ]",
        ]
    return "\n".join([*lines, "}", ""])


def main() -> None:
    torch.set_num_threads(1)
    answers = {cell: last_hidden(cell) for cell in PARTS}
    write_golden("operator_check", {"versions": versions("torch")} | answers)
    SWIFT.write_text(swift(answers))


if __name__ == "__main__":
    main()
