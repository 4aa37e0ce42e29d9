"""The figure of a measurement: what each peer takes for a step, in what LongLag takes."""

from __future__ import annotations

import math
from html import escape
from typing import Any

from table import peers_of

# Hues that can be told apart with every kind of color vision (Okabe and Ito), as in the reports.
HUES = ["#d55e00", "#009e73", "#cc79a7", "#0072b2", "#e69f00", "#56b4e9"]
LEFT, RIGHT, TOP, ROW = 250, 30, 70, 26
WIDTH = 860
STYLE = """text{font:13px system-ui,sans-serif;fill:#1b1d1f}.quiet{fill:#5a6066}
.paper{fill:#fff}.grid{stroke:#e0e2e5}.one{stroke:#1b1d1f;stroke-width:1.5}
@media(prefers-color-scheme:dark){text{fill:#e8e6e1}.quiet{fill:#a3a7ab}.paper{fill:#14171a}
.grid{stroke:#343a40}.one{stroke:#e8e6e1}}"""


class Scale:
    """A logarithmic axis from a little under the least ratio to a little over the largest."""

    def __init__(self, ratios: list[float]) -> None:
        self.low, self.high = min([0.8, *ratios]) / 1.1, max([2.0, *ratios]) * 1.1

    def x(self, ratio: float) -> float:
        share = math.log(ratio / self.low) / math.log(self.high / self.low)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def ticks(self) -> list[float]:
        wanted = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500]
        return [tick for tick in wanted if self.low <= tick <= self.high]


def text(x: float, y: float, words: str, anchor: str = "start", kind: str = "") -> str:
    mark = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{mark}>{escape(words)}</text>'


def legend(peers: list[str]) -> list[str]:
    parts, x = [], float(LEFT)
    for peer, hue in zip(peers, HUES):
        parts.append(f'<circle cx="{x:.1f}" cy="40" r="5" fill="{hue}"/>')
        parts.append(text(x + 10, 44.5, peer))
        x += 30 + 7.5 * len(peer)
    return parts


def dots(row: dict[str, Any], peers: list[str], scale: Scale, y: float) -> list[str]:
    ours = row["readings"]["LongLag"]["cpu_ms"]
    parts = [text(LEFT - 12, y + 4.5, row["label"], "end")]
    for peer, hue in zip(peers, HUES):
        if reading := row["readings"].get(peer):
            ratio = reading["cpu_ms"] / ours
            title = f"{peer}: {reading['cpu_ms']:.4g} ms, {ratio:.3g} times LongLag's"
            parts.append(
                f'<circle cx="{scale.x(ratio):.1f}" cy="{y:.1f}" r="5" fill="{hue}">'
                f"<title>{escape(title)}</title></circle>"
            )
    return parts


def draw(record: dict[str, Any]) -> str:
    """The figure as SVG, light or dark as the page it stands in."""
    rows = record["rows"]
    peers = [peer for peer in peers_of(record) if not peer.startswith("LongLag")][: len(HUES)]
    ratios = [
        row["readings"][peer]["cpu_ms"] / row["readings"]["LongLag"]["cpu_ms"]
        for row in rows for peer in peers if peer in row["readings"]
    ]
    scale, bottom = Scale(ratios), TOP + ROW * len(rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 50}" role="img">',
        f"<title>{escape(title(record))}</title><style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{bottom + 50}"/>',
        text(16, 22, title(record)), *legend(peers),
    ]
    for tick in scale.ticks():
        x, kind = scale.x(tick), "one" if tick == 1 else "grid"
        parts.append(f'<path class="{kind}" d="M{x:.1f} {TOP - 10}V{bottom}"/>')
        parts.append(text(x, bottom + 18, f"{tick:g} ×", "middle", "quiet"))
    for index, row in enumerate(rows):
        parts += dots(row, peers, scale, TOP + ROW * (index + 0.4))
    parts.append(text(LEFT, bottom + 40, "right of the line: LongLag is faster", kind="quiet"))
    return "\n".join([*parts, "</svg>"]) + "\n"


def title(record: dict[str, Any]) -> str:
    return f"Time of a step, in LongLag's: {record['machine']['cpu']}, {record['date']}"
