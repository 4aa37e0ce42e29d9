"""The rows of the benchmark: what is measured, and beside whom."""

from __future__ import annotations

from dataclasses import dataclass

SYMBOLS, CLASSES = 10, 19
Shape = tuple[int, int, int, int]

SEED: Shape = (8, 30, 32, 32)
SHORT: Shape = (8, 5, 32, 32)
MIDDLE: Shape = (64, 100, 32, 128)
WIDE: Shape = (32, 100, 128, 256)
LARGE: Shape = (32, 50, 512, 512)
SHAPES = (SEED, SHORT, MIDDLE, WIDE, LARGE)


@dataclass(frozen=True)
class Row:
    """One line of the table: a step of a cell at a shape (B, T, E, H)."""

    cell: str
    shape: Shape
    mode: str = "train"
    record: bool = False
    own: bool = False
    """Whether the cell is a user's, and only the tool with own cells knows it."""
    group: str = "built-in"

    @property
    def reads_symbols(self) -> bool:
        return self.mode == "train"

    @property
    def label(self) -> str:
        shape = ", ".join(map(str, self.shape))
        return f"{self.cell} {self.mode} ({shape})" + (" recorded" if self.record else "")

    def request(self, weights: str) -> dict[str, object]:
        """The row as peers are asked for it."""
        batch, time, width, hidden = self.shape
        return {
            "cell": self.cell, "mode": self.mode, "batch": batch, "time": time, "input": width,
            "hidden": hidden, "symbols": SYMBOLS if self.reads_symbols else None,
            "classes": CLASSES, "weights": weights,
        }

    def options(self) -> list[str]:
        """The row as `longlag bench step` is asked for it."""
        batch, time, width, hidden = map(str, self.shape)
        options = ["--cell", self.cell, "--mode", self.mode, "--batch", batch, "--time", time]
        options += ["--input", width, "--hidden", hidden, "--classes", str(CLASSES)]
        if self.reads_symbols:
            options += ["--symbols", str(SYMBOLS)]
        return options + (["--record"] if self.record else [])


def built_in(quick: bool) -> list[Row]:
    """Cells that every framework has."""
    shapes = (SEED, SHORT, MIDDLE) if quick else SHAPES
    rows = [Row("lstm", shape) for shape in shapes]
    for shape in (SEED,) if quick else (SEED, MIDDLE, LARGE):
        rows += [Row("srn", shape), Row("gru", shape)]
    rows.append(Row("lstm", (1, 1, 32, 128), "infer"))
    if not quick:
        rows += [Row("lstm", (1, 100, 64, 256), "infer"), Row("lstm", (64, 100, 128, 256), "infer")]
    return rows


def own_cells(quick: bool) -> list[Row]:
    """A user's cells beside the catalog's LSTM."""
    return [
        Row(cell, shape, own=True, group="own")
        for shape in ((SEED,) if quick else SHAPES)
        for cell in ("lstm", "own-lstm", "mgu")
    ]


def recordings(quick: bool) -> list[Row]:
    """The same step without and with recording."""
    return [
        Row("lstm", shape, record=record, group="record")
        for shape in ((SEED,) if quick else (SEED, MIDDLE))
        for record in (False, True)
    ]


def shared(quick: bool) -> list[Row]:
    """Batches large enough that two threads share them."""
    shapes = (MIDDLE,) if quick else (MIDDLE, WIDE, LARGE)
    return [Row("lstm", shape, group="shared") for shape in shapes]


def curves(quick: bool) -> dict[str, list[Row]]:
    """How the cost grows along one axis of the seed's shape; the last is the one of long lags."""
    axes = {
        "batch": [(b, 30, 32, 32) for b in (1, 2, 4, 8, 16, 32, 64, 128, 256)],
        "time": [(8, t, 32, 32) for t in (5, 10, 20, 50, 100, 200, 500, 1000, 2000)],
        "hidden": [(8, 30, 32, h) for h in (8, 16, 32, 64, 128, 256, 512)],
    }
    return {
        axis: [Row("lstm", shape, group=axis) for shape in (shapes[::3] if quick else shapes)]
        for axis, shapes in axes.items()
    }
