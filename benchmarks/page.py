"""What was measured, as a table and as a page of the documentation."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING

import numba
import numpy as np
import QuantLib as ql  # noqa: N813 - as its own documentation has it

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.clock import Row
    from benchmarks.commands import Priced
    from benchmarks.growth import Grown, Million

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_HEAD = """# Benchmarks

Written by `uv run --group test python -m benchmarks --record`; do not mend by hand.

The same work done our way and QuantLib's, turn by turn in one process on one thread,
turns of like length; medians of processor time. QuantLib's bonds, schedules and curves
are built beforehand where it can use them again; ours start from the columns of terms,
calendar included.
Only ratios travel from one machine to another. Work that no peer does has a time for its
bar; every such command runs in a process of its own.
"""


def machine() -> str:
    """What it was measured on."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    cores = os.cpu_count()
    return (
        f"{_processor()}, {cores} cores (load {load} while measuring), "
        f"{platform.system()}, Python {platform.python_version()}, NumPy {np.__version__}, "
        f"numba {numba.__version__}, QuantLib {ql.__version__}"
    )


def table(rows: Sequence[Row]) -> str:
    """The tasks, the times and the ratios."""
    told = [
        f"| {r.task} | {_time(r.ours_ns)} | {_time(r.peer_ns)} | {_times(r.ratio)} | "
        f"{_time(r.limit_ns) if r.bar is None else _times(r.bar)} | {_verdict(r)} |"
        for r in rows
    ]
    head = "| work, per item | Bookrunner | QuantLib | ratio | bar | |"
    return "\n".join([head, "|---|---:|---:|---:|---:|---|", *told])


def page(
    on: str,
    rows: Sequence[Row],
    grown: Sequence[Grown],
    million: Million,
    lengths: Sequence[Priced],
) -> str:
    """The page of the documentation."""
    sized = [
        f"| {each.task} | "
        + " | ".join(
            f"{size:,}: {ns:,.0f} ns"
            for size, ns in zip(each.sizes, each.ns_an_item, strict=True)
        )
        + " |"
        for each in grown
    ]
    parts = [
        _HEAD,
        f"Machine: {on}.\n",
        table(rows),
        "\n## A million bonds\n",
        _million(million),
        "\n## Growth\n",
        "Time for one item at each size: level means that time grows linearly.\n",
        "| work | | | |\n|---|---|---|---|",
        *sized,
        "\n## Memory\n",
        "`bookrunner price`, a made-up table from Parquet to Parquet, usual figures:\n",
        "| rows | processor time | peak memory |\n|---:|---:|---:|",
        *(
            f"| {each.rows:,} | {each.processor_seconds:.1f} s "
            f"| {each.peak_bytes / 1e6:,.0f} MB |"
            for each in lengths
        ),
        "\nThe stress of ten thousand paths is not built yet and so not measured.",
        "",
    ]
    return "\n".join(parts)


def _million(found: Million) -> str:
    return (
        "From columns to accrued, yield, worst over maturity and par call, durations, "
        "convexity, DV01, G-spread, Z-spread and twelve key rates, on one core: "
        f"**{found.processor_seconds:.1f} s** of processor time "
        f"({found.wall_seconds:.1f} s on the clock), peak memory "
        f"**{found.peak_bytes / 1e6:,.0f} MB** (bar: 5 s, 2 GB)."
    )


def written(text: str) -> Path:
    """The page on disk."""
    PAGE.write_text(text, encoding="utf-8")
    return PAGE


def _verdict(row: Row) -> str:
    return "reached" if row.reached >= 1 else f"{row.reached:.0%} of the bar"


def _times(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:,.0f}x"


def _time(ns: float | None) -> str:
    if ns is None:
        return ""
    for unit, size in (("ms", 1e6), ("µs", 1e3)):
        if ns >= 10 * size:
            return f"{ns / size:,.0f} {unit}"
    return f"{ns:,.0f} ns"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    named = [
        line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")
    ]
    return named[0] if named else platform.machine()
