# ruff: noqa: E501 - the lines it writes stand here as they are written
"""Score the reader and write the figures into docs/reader.md: `make score`.

The development sheets are read by the product's own command and compared figure by
figure with their truth; the block between the two marks of the page is written anew.
Needs the folder of sheets (BOOKRUNNER_SHARED, or ../shared beside the repository).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

from bookrunner.deals import read_deal
from bookrunner.filings import document

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("BOOKRUNNER_SHARED", ROOT.parent / "shared"))
PAGE = ROOT / "docs" / "reader.md"
BLOCK = re.compile(r"(<!-- score: begin -->\n).*?(<!-- score: end -->)", re.DOTALL)
FIGURE = re.compile(
    r"^(\w+)\s+right\s+(\d+) /\s+(\d+)\s+wrong\s+(\d+)\s+missed\s+(\d+)\s+invented\s+(\d+)",
    re.MULTILINE,
)
LAYOUT = re.compile(
    r"^\s+layout (\S+)\s+([\d.]+)% of\s+(\d+)\s+invented\s+(\d+)", re.MULTILINE
)
TOTAL = re.compile(
    r"^accuracy ([\d.]+) of (\d+) stated figures, invented (\d+)", re.MULTILINE
)
REFUSED = re.compile(r"^no debt sheet, yet read as one: (.*)$", re.MULTILINE)


def scored() -> str:
    """What the scorer prints about the development sheets."""
    told = [
        sys.executable,
        str(SHARED / "tools" / "score_reader.py"),
        str(SHARED / "termsheets"),
    ]
    bookrunner = Path(sys.executable).parent / "bookrunner"
    ran = subprocess.run(
        [*told, "--command", f"{bookrunner} read --plain"],
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout


def speed() -> int:
    """Sheets a second of processor time on one core, the best of twelve rounds."""
    sheets = [path.read_bytes() for path in sorted((SHARED / "termsheets").glob("*.txt"))]
    rates = []
    for _ in range(12):
        began = time.process_time()
        for data in sheets:
            read_deal(document(data, "sheet"))
        rates.append(len(sheets) / (time.process_time() - began))
    return int(max(rates))


def block(score: str, rate: int) -> str:
    """The figures as the page shows them."""
    total, refused = TOTAL.search(score), REFUSED.search(score)
    if total is None or refused is None:
        sys.exit(f"the scorer did not answer:\n{score[-2000:]}")
    lines = [
        (
            f"{float(total[1]):.2%} of {int(total[2]):,} stated figures right, {total[3]} invented; "
            f"documents that are no debt sheet and were read as one: {refused[1]}. "
            f"{rate} sheets a second on one core of the machine that wrote this page, which others shared."
        ),
        "",
        "| layout | right | of stated figures | invented |",
        "|---|---|---|---|",
        *[
            f"| {name} | {share} % | {stated} | {invented} |"
            for name, share, stated, invented in LAYOUT.findall(score)
        ],
        "",
        "| figure | right | wrong | missed | invented |",
        "|---|---|---|---|---|",
        *[
            f"| `{name}` | {right} of {stated} | {wrong} | {missed} | {invented} |"
            for name, right, stated, wrong, missed, invented in FIGURE.findall(score)
        ],
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the block."""
    page = PAGE.read_text("utf-8")
    written = block(scored(), speed())
    PAGE.write_text(BLOCK.sub(lambda marks: marks[1] + written + marks[2], page), "utf-8")


if __name__ == "__main__":
    main()
