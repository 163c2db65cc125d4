"""How the work grows, and a million bonds from columns to every figure."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass

import numpy as np

from benchmarks.clock import seconds

SIZES = (10_000, 100_000, 1_000_000)
SCENARIOS = (250, 1_000, 4_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """Nanoseconds an item at several sizes: level means that time is linear."""

    task: str
    sizes: tuple[int, ...]
    ns_an_item: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Million:
    """A million bonds in a process of their own, on one thread."""

    processor_seconds: float
    wall_seconds: float
    peak_bytes: int


def growth_rows() -> list[Grown]:
    """Yields over bonds, revaluation over scenarios."""
    from benchmarks.sample import CURVE, SETTLED, TENORS, ZEROS, sample
    from bookrunner.bonds import yield_from_clean_price, z_spread
    from bookrunner.bonds.curves import FlatForward
    from bookrunner.bonds.revalue import book, revaluations

    yields, spreads = [], []
    for size in SIZES:
        sold = sample(size)
        yield_from_clean_price(sold.bonds, SETTLED, sold.prices)
        yields.append(
            _best(lambda s=sold: yield_from_clean_price(s.bonds, SETTLED, s.prices)) / size
        )
        spreads.append(
            _best(lambda s=sold: z_spread(s.bonds, SETTLED, s.prices, CURVE)) / size
        )
    ready, values = book(sample(1_000).bonds, SETTLED), []
    for scenarios in SCENARIOS:
        zeros = ZEROS + np.random.default_rng(3).normal(0, 0.01, (scenarios, 1))
        curves = FlatForward(TENORS, -TENORS * zeros)
        work = _best(lambda c=curves: [None for _ in revaluations(ready, c)])
        values.append(work / scenarios / 1_000)
    told = {
        "price -> yield, over bonds": (SIZES, yields),
        "Z-spread, over bonds": (SIZES, spreads),
        "revaluation of 1,000 bonds, over scenarios": (SCENARIOS, values),
    }
    return [
        Grown(task=task, sizes=sizes, ns_an_item=tuple(1e9 * each for each in figures))
        for task, (sizes, figures) in told.items()
    ]


def _best(work: object) -> float:
    return min(seconds(work) for _ in range(3))


def million_bonds() -> Million:
    """Run this module in a process of its own: a peak of memory is a process's."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.growth"],
        capture_output=True,
        text=True,
        check=True,
    )
    return Million(**json.loads(done.stdout))


def _every_figure(size: int) -> None:
    from benchmarks.sample import CURVE, SETTLED, TENORS, sample
    from bookrunner.bonds import (
        ParCurve,
        accrued,
        g_spread,
        key_rate_durations,
        par_calls,
        risk,
        yield_from_clean_price,
        yield_to_worst,
        z_spread,
    )

    sold = sample(size)
    par = ParCurve(SETTLED.item(), TENORS, np.linspace(0.036, 0.047, len(TENORS)))
    calls = par_calls(sold.bonds.maturity - 91)
    for start in range(0, size, 131_072):
        some = slice(start, start + 131_072)
        bonds, prices = sold.bonds[some], sold.prices[some]
        accrued(bonds, SETTLED)
        yields = yield_from_clean_price(bonds, SETTLED, prices)
        yield_to_worst(bonds, SETTLED, prices, par_calls(calls.starts[some]))
        risk(bonds, SETTLED, yields)
        g_spread(bonds, SETTLED, yields, par)
        spreads = z_spread(bonds, SETTLED, prices, CURVE)
        key_rate_durations(bonds, SETTLED, spreads, CURVE)


def _measure() -> None:
    import resource

    _every_figure(2_000)  # loads the machine code
    wall, start = time.perf_counter(), time.process_time()
    _every_figure(1_000_000)
    told = {
        "processor_seconds": time.process_time() - start,
        "wall_seconds": time.perf_counter() - wall,
        "peak_bytes": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    _measure()
