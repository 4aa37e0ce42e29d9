"""The DigitSum data of the book (NNDL, cases and practice, chapter 6), byte for byte.

A row is L digits and the sum of the first two. For each of the 100 ordered pairs of operands, k
times: zeros, one position drawn by `randint(2, L)`, then one value drawn by `randint(0, 10)` and
written there. The generator is NumPy's legacy MT19937 with the legacy masked-rejection `randint`,
seeded once with 0; then for L = 5, 10, ..., 35: train (k = 3), dev (k = 1), test (k = 1).

Wants numpy 2 (any version with `RandomState` draws the same numbers). Run it to check the hashes
below and to write digit_sum_hashes.json.
"""

from hashlib import sha256

import numpy as np

from golden_file import versions, write_golden

Row = tuple[list[int], int]
Splits = dict[str, list[Row]]

LENGTHS = range(5, 36, 5)
REPEATS = {"train": 3, "dev": 1, "test": 1}
SEED = 0

KNOWN_PREFIXES = {
    5: ("c4296d119b8ed4f5", "e7d6f947533e239d", "c6ea050ca76747b5"),
    10: ("4c01b87002492162", "d8c410b4f8e3ea0b", "9c53e761aa614ec1"),
    15: ("06aecc8c972394ab", "45cd5c47d7aa51fc", "509bd78b65a4e418"),
    20: ("60acd43edbd569d2", "355c8598debbf3cd", "93da6b804adce3a7"),
    25: ("8a9e178a493702bc", "05b47e88536c5249", "6ae756f9124be4e6"),
    30: ("623e5f66b1736829", "cd0794e276afcf71", "f21dff2082e82454"),
    35: ("165f535a7b0b7d7c", "f5a00561daf6aa32", "7c0aa6fac99fab48"),
}


def draw_rows(length: int, repeats: int, generator: np.random.RandomState) -> list[Row]:
    """All 100 ordered pairs, each `repeats` times with a distractor of its own."""
    if length < 3 or repeats < 1:
        raise ValueError(f"needs length >= 3 and repeats >= 1, found {length} and {repeats}")
    rows = []
    for first in range(10):
        for second in range(10):
            for _ in range(repeats):
                digits = [first, second] + [0] * (length - 2)
                position = generator.randint(2, length)
                digits[position] = int(generator.randint(0, 10))
                rows.append((digits, first + second))
    return rows


def book_data() -> dict[int, Splits]:
    """Every length's train, dev and test rows, drawn in the book's order from one generator."""
    generator = np.random.RandomState(SEED)
    return {
        length: {name: draw_rows(length, k, generator) for name, k in REPEATS.items()}
        for length in LENGTHS
    }


def text(rows: list[Row]) -> str:
    """The rows as the book's files hold them: digits joined by spaces, TAB, label, LF."""
    return "".join(f"{' '.join(map(str, digits))}\t{label}\n" for digits, label in rows)


def hashes(data: dict[int, Splits]) -> dict[int, dict[str, str]]:
    """The SHA-256 of every file."""
    return {
        length: {name: sha256(text(rows).encode()).hexdigest() for name, rows in splits.items()}
        for length, splits in data.items()
    }


def main() -> None:
    found = hashes(book_data())
    for length, prefixes in KNOWN_PREFIXES.items():
        for name, prefix in zip(REPEATS, prefixes, strict=True):
            full = found[length][name]
            assert full.startswith(prefix), f"L={length} {name}: {full}, expected {prefix}…"
    by_length = {str(length): names for length, names in found.items()}
    write_golden("digit_sum_hashes", {"versions": versions("numpy")} | by_length)


if __name__ == "__main__":
    main()
