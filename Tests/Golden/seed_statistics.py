"""What numbers over a few seeds say, computed by SciPy, NumPy and statsmodels.

Not called statistics.py: beside the other scripts it would hide Python's own module of that name.

- Wilson's interval of a share: statsmodels' proportion_confint, which SciPy's binomtest confirms.
- The interval of a mean: all n^n resamples are written out, NumPy takes the percentiles of their
  means, and their distances from the mean are stretched to the width of SciPy's Student interval.
- The permutation test of paired values: scipy.stats.permutation_test, all 2^n signs.
- Holm's correction: statsmodels' multipletests.
- Steps to the solution: statsmodels' SurvfuncRight. Its median wants *more* than half of the seeds
  to have solved the task, LongLag's at least half; no case here stands at exactly half.

Wants scipy 1.17, numpy 2, statsmodels 0.15. Writes seed_statistics.json.
"""

from itertools import product
from typing import Any

import numpy as np
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from golden_file import FLOAT64_DIGITS as DIGITS
from golden_file import rounded, versions, write_golden

LEVELS = [0.8, 0.9, 0.95, 0.99, 0.999]
DEGREES = [1, 2, 3, 4, 5, 9, 19, 30, 49, 200]
SHARES = [(0, 1), (1, 1), (0, 100), (1, 100), (70, 100), (100, 100), (1, 2), (310, 1000), (4, 5)]
SAMPLES = [
    [0.2, 0.4],
    [0.5, 0.5, 0.6],
    [3.0, -1.5, 0.25, 8.0],
    [0.81, 0.75, 0.77, 0.76, 0.72],
    [1.0, 1.0, 1.0, 1.0, 0.93],
    [1200.0, 950.0, 4000.0, 1010.0, 1180.0, 990.0],
    [0.9, 0.91, 0.95, 0.97, 0.99, 0.98, 0.93],
]
PAIRS = [
    ([0.8, 0.7], [0.6, 0.4]),
    ([0.9, 0.8, 0.85, 0.95, 0.7], [0.8, 0.8, 0.8, 0.8, 0.75]),
    ([0.91, 0.88, 0.95, 0.99, 0.9], [0.8, 0.7, 0.82, 0.61, 0.85]),
    ([0.5, 0.6, 0.7, 0.8, 0.9, 1.0], [0.6, 0.7, 0.8, 0.9, 1.0, 0.2]),
    ([0.62, 0.7, 0.71, 0.66, 0.9, 0.81, 0.77, 0.69], [0.6, 0.66, 0.75, 0.6, 0.7, 0.8, 0.7, 0.7]),
]
FAMILIES = [
    [0.03],
    [0.01, 0.04, 0.03, 0.005],
    [0.0625, 0.0625, 0.0625, 0.0625, 0.125, 1.0],
    [0.2, 0.2, 0.001, 0.5, 0.9, 0.011, 0.03],
]
# Steps, and whether the task was solved then (1) or training ended (0).
COURSES = [
    ([300, 500, 700, 900, 1100], [1, 1, 1, 1, 1]),
    ([300, 500, 500, 800, 1000, 1000], [1, 1, 0, 1, 0, 0]),
    ([400, 1000, 1000, 1000, 1000], [1, 0, 0, 0, 0]),
    ([250, 250, 250, 600, 600, 700, 800, 800, 900], [1, 1, 0, 1, 0, 1, 1, 1, 0]),
]


def wilson(k: int, n: int, level: float) -> dict[str, Any]:
    """The score interval of k of n."""
    interval = proportion_confint(k, n, alpha=1 - level, method="wilson")
    other = stats.binomtest(k, n).proportion_ci(confidence_level=level, method="wilson")
    assert np.allclose(interval, (other.low, other.high), rtol=0, atol=1e-12)
    ends = [min(1.0, max(0.0, float(end))) for end in interval]
    return {"successes": k, "trials": n, "level": level, "interval": ends}


def bootstrap(sample: list[float], level: float) -> list[float]:
    """The percentiles of all resamples' means, stretched to the width of Student's interval."""
    values = np.array(sample)
    n, mean = len(values), values.mean()
    means = np.array([np.mean(resample) for resample in product(values - mean, repeat=n)])
    tail = (1 - level) / 2
    low = np.quantile(means, tail, method="inverted_cdf")
    high = -np.quantile(-means, tail, method="inverted_cdf")
    student = stats.t.interval(level, n - 1, mean, stats.sem(values))
    stretch = (student[1] - student[0]) / (high - low)
    return [mean + stretch * low, mean + stretch * high]


def summary(sample: list[float]) -> dict[str, Any]:
    """A sample in numbers."""
    shares = [0, 0.025, 0.25, 0.5, 0.6, 0.975, 1]
    return {
        "values": sample,
        "mean": np.mean(sample),
        "median": np.median(sample),
        "deviation": np.std(sample, ddof=1),
        "shares": shares,
        "quantiles": np.quantile(sample, shares),
        "levels": LEVELS,
        "intervals": [bootstrap(sample, level) for level in LEVELS],
    }


def permutation(first: list[float], second: list[float]) -> dict[str, Any]:
    """The exact test of paired values."""
    result = stats.permutation_test(
        (first, second),
        lambda x, y, axis: np.mean(x - y, axis=axis),
        permutation_type="samples",
        n_resamples=np.inf,
        alternative="two-sided",
        vectorized=True,
    )
    return {"first": first, "second": second, "p": result.pvalue}


def random_pairs(n: int) -> tuple[list[float], list[float]]:
    """Shares of a hundred, so that many sums are equal."""
    generator = np.random.RandomState(n)
    return tuple((generator.randint(60, 100, n) / 100).tolist() for _ in range(2))


def course(steps: list[int], solved: list[int]) -> dict[str, Any]:
    """The Kaplan-Meier estimate."""
    found = SurvfuncRight(np.array(steps), np.array(solved))
    assert not np.any(np.isclose(found.surv_prob, 0.5))
    median = found.quantile(0.5)
    return {
        "steps": steps,
        "solved": solved,
        "times": found.surv_times,
        "at_risk": found.n_risk,
        "events": found.n_events,
        "shares": found.surv_prob,
        "errors": [None if np.isnan(error) else float(error) for error in found.surv_prob_se],
        "median": None if np.isnan(median) else int(median),
    }


def main() -> None:
    pairs = PAIRS + [random_pairs(n) for n in (3, 7, 10, 12, 14)]
    content = {
        "versions": versions("scipy", "numpy", "statsmodels"),
        "normal": [[level, stats.norm.ppf((1 + level) / 2)] for level in LEVELS],
        "student": [
            {"degrees": n, "level": level, "value": stats.t.ppf((1 + level) / 2, n)}
            for n in DEGREES
            for level in LEVELS
        ],
        "wilson": [wilson(k, n, level) for k, n in SHARES for level in LEVELS],
        "samples": [summary(sample) for sample in SAMPLES],
        "permutation": [permutation(first, second) for first, second in pairs],
        "holm": [{"p": ps, "adjusted": multipletests(ps, method="holm")[1]} for ps in FAMILIES],
        "survival": [course(steps, solved) for steps, solved in COURSES],
    }
    write_golden("seed_statistics", rounded(content, DIGITS))


if __name__ == "__main__":
    main()
