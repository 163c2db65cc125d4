"""``python -m benchmarks [--quick] [--json] [--record]``."""

from __future__ import annotations

import argparse
import json
import os

for _library in ("OMP", "OPENBLAS", "MKL", "NUMBA"):  # before any of them is loaded
    os.environ[f"{_library}_NUM_THREADS"] = "1"

from benchmarks import commands, tasks  # noqa: E402 - threads are limited before
from benchmarks.growth import growth_rows, million_bonds  # noqa: E402 - as above
from benchmarks.page import machine, page, table, written  # noqa: E402 - as above


def main() -> None:
    """Run what is asked for and say it."""
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument("--quick", action="store_true", help="fewer turns, no growth")
    options.add_argument("--json", action="store_true", help="rows as JSON")
    options.add_argument("--record", action="store_true", help="write docs/benchmarks.md")
    asked = options.parse_args()
    turns = 5 if asked.quick else 21
    found = [*tasks.rows(turns), *commands.rows(min(turns, 9))]
    if asked.json:
        told = [
            {"task": r.task, "ours_ns": r.ours_ns, "peer_ns": r.peer_ns, "ratio": r.ratio}
            for r in found
        ]
        print(json.dumps(told, indent=2))
        return
    print(table(found))
    if asked.quick and not asked.record:
        return
    million, lengths = million_bonds(), commands.lengths()
    text = page(machine(), found, growth_rows(), million, lengths)
    if asked.record:
        print(f"written to {written(text)}")
    else:
        print(text)


if __name__ == "__main__":
    main()
