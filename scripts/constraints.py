"""Refresh the versions this tree is tested with: `make constraints`.

Locks everything anew with uv, and writes the versions (no addresses) into
`[tool.uv] constraint-dependencies` of pyproject.toml.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

PROJECT = Path(__file__).parent.parent / "pyproject.toml"
OPEN = "constraint-dependencies = ["


def main() -> None:
    """Empty the constraints, lock, and write what was found."""
    write([])
    subprocess.run(["uv", "lock", "--upgrade", "--quiet"], check=True, cwd=PROJECT.parent)
    exported = subprocess.run(
        ["uv", "export", "--all-groups", "--all-extras", "--no-hashes", "--no-annotate",
         "--no-header", "--no-emit-project", "--quiet"],
        check=True, capture_output=True, text=True, cwd=PROJECT.parent,
    ).stdout  # fmt: skip
    pins = sorted(line.strip() for line in exported.splitlines() if "==" in line)
    write(pins)
    print(f"{len(pins)} versions")


def write(pins: list[str]) -> None:
    """Replace the list in pyproject.toml."""
    rows = "".join(f'\n  "{pin}",' for pin in (p.replace('"', "'") for p in pins))
    text = re.sub(
        re.escape(OPEN) + r"[^\]]*\]",
        lambda _: f"{OPEN}{rows}\n]" if pins else f"{OPEN}]",
        PROJECT.read_text("utf-8"),
    )
    PROJECT.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
