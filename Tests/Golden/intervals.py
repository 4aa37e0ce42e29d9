"""Intervals of `Estimate`, computed by SciPy: Wilson's of a share, Student's of a mean."""

from __future__ import annotations

import json
from pathlib import Path

import numpy
import scipy
from scipy import stats

SHARES = [(0.0, 100), (0.7, 100), (1.0, 100), (0.5, 2), (0.31, 1000)]
SAMPLES = [
    [0.81, 0.75, 0.77, 0.76, 0.72],
    [0.2, 0.4],
    [0.5, 0.5, 0.6],
    [0.9, 0.91, 0.95, 0.97, 0.99, 0.98, 0.93, 0.94, 0.92, 0.96],
]


def wilson(share: float, rows: int) -> list[float]:
    """The score interval of a binomial share."""
    interval = stats.binomtest(round(share * rows), rows).proportion_ci(method="wilson")
    return [float(interval.low), float(interval.high)]


def student(sample: list[float]) -> list[float]:
    """The t interval of a mean, kept within 0 and 1."""
    error = stats.sem(sample)
    low, high = stats.t.interval(0.95, len(sample) - 1, numpy.mean(sample), error)
    return [max(0.0, float(low)), min(1.0, float(high))]


def main() -> None:
    content = {
        "versions": {"scipy": scipy.__version__, "numpy": numpy.__version__},
        "wilson": [{"share": s, "rows": n, "interval": wilson(s, n)} for s, n in SHARES],
        "student": [{"sample": x, "interval": student(x)} for x in SAMPLES],
        "quantiles": {str(n): float(stats.t.ppf(0.975, n)) for n in [1, 2, 3, 4, 9, 30, 200]},
    }
    path = Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(content, indent=1) + "\n")


if __name__ == "__main__":
    main()
