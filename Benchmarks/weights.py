"""Weights that LongLag and its peers all start from, written without any package."""

from __future__ import annotations

import json
import random
from array import array
from math import prod
from pathlib import Path

from rows import CLASSES, SYMBOLS, Row

GATES = {"lstm": 4, "gru": 3, "srn": 1}
Tensors = dict[str, tuple[list[int], array]]


def draw(row: Row) -> Tensors:
    """A model's tensors under PyTorch's names, uniform within 1/√H as PyTorch draws them."""
    _, _, width, hidden = row.shape
    gates = GATES[row.cell]
    shapes = {"embedding.weight": [SYMBOLS, width]} if row.reads_symbols else {}
    shapes |= {
        "rnn.weight_ih_l0": [gates * hidden, width],
        "rnn.weight_hh_l0": [gates * hidden, hidden],
        "rnn.bias_ih_l0": [gates * hidden],
        "rnn.bias_hh_l0": [gates * hidden],
        "readout.weight": [CLASSES, hidden],
        "readout.bias": [CLASSES],
    }
    generator = random.Random(row.label)
    bound = hidden**-0.5
    return {
        name: (shape, array("f", (generator.uniform(-bound, bound) for _ in range(prod(shape)))))
        for name, shape in shapes.items()
    }


def write_safetensors(tensors: Tensors, path: Path) -> None:
    header, offset = {}, 0
    for name, (shape, numbers) in tensors.items():
        end = offset + 4 * len(numbers)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for _, numbers in tensors.values():
            numbers.tofile(file)


def write_plain(row: Row, tensors: Tensors, path: Path) -> None:
    """What the bare primitive reads: the input itself, then weights and one bias, all floats."""
    batch, time, width, _ = row.shape
    read = array("f")
    if row.reads_symbols:
        table = tensors["embedding.weight"][1]
        for t in range(time):
            for b in range(batch):
                symbol = (7 * t + 3 * b + t * b) % SYMBOLS
                read.extend(table[symbol * width : (symbol + 1) * width])
    else:
        for t in range(time):
            for b in range(batch):
                read.extend(((31 * t + 17 * b + 7 * f) % 13 - 6) / 6 for f in range(width))
    biases = (tensors[f"rnn.bias_{kind}_l0"][1] for kind in ("ih", "hh"))
    bias = array("f", map(sum, zip(*biases)))
    with open(path, "wb") as file:
        read.tofile(file)
        for part in ("rnn.weight_ih_l0", "rnn.weight_hh_l0"):
            tensors[part][1].tofile(file)
        bias.tofile(file)
        for part in ("readout.weight", "readout.bias"):
            tensors[part][1].tofile(file)
