"""What the program itself costs: its help, a brief, a term sheet, a table as it grows.

No peer does this work, so the bar is a time.  Every command runs in a process of its own
that may keep its bytecode, as on a user's machine, and in an empty home.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.clock import Row, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PROGRAM = Path(sys.executable).parent / "bookrunner"
SHEETS = Path(__file__).parents[1] / "tests" / "examples" / "sheets"
LENGTHS = (200_000, 1_000_000, 2_000_000)
_FORMATS = {"parquet": "(format parquet)", "csv": "(header)"}
_PRICED = """
import resource, sys
from bookrunner.cli import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """A table priced from file to file in a process of its own."""

    rows: int
    processor_seconds: float
    peak_bytes: int


def rows(turns: int) -> Iterator[Row]:
    """Help, the second brief, and a term sheet read."""
    with TemporaryDirectory() as home:
        bare = _processor_seconds([sys.executable, "-c", ""], home, turns)
        told = [str(PROGRAM), "--help"]
        yield Row(
            task="bookrunner --help, over bare Python",
            item="run",
            ours_ns=1e9 * (_processor_seconds(told, home, turns) - bare),
            limit_ns=150e6,
        )
        yield Row(
            task="bookrunner brief, second run",
            item="run",
            ours_ns=1e9 * _processor_seconds([str(PROGRAM), "brief"], home, turns),
            limit_ns=1e9,
        )
    yield _sheet(turns)


def _sheet(turns: int) -> Row:
    """The sheets of the tests, read one after the other on one core."""
    from bookrunner.deals import read_deal
    from bookrunner.filings import document

    held = [(path.read_bytes(), path.name) for path in sorted(SHEETS.glob("*.txt"))]

    def read() -> None:
        for body, name in held:
            read_deal(document(body, name))

    read()
    return Row(
        task="reading a term sheet",
        item="sheet",
        ours_ns=1e9 * median(seconds(read) for _ in range(turns)) / len(held),
        limit_ns=1e9 / 200,
    )


def _processor_seconds(command: Sequence[str], home: str, turns: int) -> float:
    """The median of a command's processor time; the first run is not counted."""
    environment = _as_a_users(home)
    found = []
    for _ in range(turns + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(  # noqa: S603 - our own program
            command, env=environment, capture_output=True, check=True
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return median(found[1:])


def _as_a_users(home: str) -> dict[str, str]:
    """The environment, with bytecode kept and a home of its own."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"BOOKRUNNER_HOME": home}


def lengths() -> list[Priced]:
    """Tables of several lengths, Parquet to Parquet: memory should stay level."""
    return [priced(rows, "parquet") for rows in LENGTHS]


def priced(rows: int, kind: str) -> Priced:
    """A made-up table of *kind* ("parquet" or "csv"), priced to Parquet."""
    with TemporaryDirectory() as folder:
        held, out = Path(folder, f"held.{kind}"), Path(folder, "priced.parquet")
        _make(rows, held, _FORMATS[kind])
        days = ("--settlement", "2025-12-18", "--curve-date", "2025-11-28")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", _PRICED, "price", held, "--parquet", out, *days],
            env=_as_a_users(folder),
            capture_output=True,
            text=True,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Priced(
        rows=rows, processor_seconds=used, peak_bytes=1024 * int(done.stdout.split()[-1])
    )


def _make(rows: int, path: Path, how: str) -> None:
    """Bonds of every coupon and maturity, written block by block."""
    import duckdb

    duckdb.sql(
        # S608: a number of rows and a path of our own
        f"""copy (select 'US' || n as isin, 1 + (n % 70) / 10 as coupon,
                  date '2027-01-01' + (n * 7919 % 10000)::int as maturity,
                  85 + (n % 200) / 10 as price
                  from range({rows}) t(n)) to '{path}' {how}"""  # noqa: S608 - see above
    )


if __name__ == "__main__":
    # python -m benchmarks.commands 10000000 [csv]
    many, *kinds = sys.argv[1:] or ["10000000"]
    for kind in kinds or ["parquet"]:
        found = priced(int(many), kind)
        print(
            f"{found.rows:,} rows of {kind}: {found.processor_seconds:.1f} s of "
            f"processor time, peak memory {found.peak_bytes / 1e6:,.0f} MB"
        )
