"""How the golden files are written: rounded to a stated precision, compact, one key per line."""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent

# Nine significant digits bring a float32 back to the bit, seventeen a float64.
FLOAT32_DIGITS = 9
FLOAT64_DIGITS = 17


def versions(*packages: str) -> dict[str, str]:
    """The installed versions of the packages that made a file."""
    return {package: version(package) for package in packages}


def rounded(values: Any, digits: int) -> Any:
    """Nested lists (or a tensor, or a number) with every float at `digits` significant digits."""
    if hasattr(values, "tolist"):
        values = values.tolist()
    if isinstance(values, list):
        return [rounded(value, digits) for value in values]
    if isinstance(values, dict):
        return {key: rounded(value, digits) for key, value in values.items()}
    return float(f"{values:.{digits}g}") if isinstance(values, float) else values


def tensors(named: Any, digits: int) -> dict[str, dict[str, Any]]:
    """Named tensors (pairs or a dictionary) as `{name: {"shape": [...], "values": [flat]}}`."""
    return {
        name: {"shape": list(tensor.shape), "values": rounded(tensor.detach().flatten(), digits)}
        for name, tensor in dict(named).items()
    }


def path(name: str) -> Path:
    """Where the golden file of this name lies."""
    return FOLDER / f"{name}.json"


def write_golden(name: str, content: dict[str, Any]) -> None:
    """Writes `name`.json: compact, each top-level key on a line of its own so that diffs read."""
    lines = (
        f"{json.dumps(key)}:{json.dumps(value, separators=(',', ':'), allow_nan=False)}"
        for key, value in content.items()
    )
    path(name).write_text("{\n" + ",\n".join(lines) + "\n}\n")


def read_golden(name: str) -> dict[str, Any]:
    """Reads `name`.json."""
    return json.loads(path(name).read_text())
