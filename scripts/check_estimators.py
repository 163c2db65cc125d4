"""Every estimator on simulated data with a known truth: bias and interval coverage.

    python scripts/check_estimators.py [WORLDS]

Prints the table of docs/market.md.  The worlds are those of tests/market/simulated.py.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bookrunner.market.betas import spread_beta
from bookrunner.market.calibration import band, coverage, noise_of, updated
from bookrunner.market.channels import CHANNELS, estimate
from bookrunner.market.events import event_study
from bookrunner.market.priors import SECTOR_PRICE
from bookrunner.market.projections import local_projections

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

Answer = tuple[float, float, float, float]  # truth, value, low, high
ROOT = Path(__file__).parent.parent


def load() -> ModuleType:
    """The simulated worlds of the tests."""
    path = ROOT / "tests" / "market" / "simulated.py"
    spec = importlib.util.spec_from_file_location("simulated", path)
    if spec is None or spec.loader is None:
        msg = f"no worlds at {path}"
        raise SystemExit(msg)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


WORLDS = load()


def events(rng: np.random.Generator) -> Answer:
    """Thirty events, each a jump of five basis points over a control."""
    rows = list(range(60, 1_440, 46))
    market = WORLDS.walk(rng, 1_500, 1.0)
    own = market + WORLDS.walk(rng, 1_500, 1.0)
    for row in rows:
        own[row:] += 5.0
    days = [WORLDS.weekdays(1_500)[row] for row in rows]
    pair = (WORLDS.series("own", own), WORLDS.series("market", market))
    (found,) = event_study(*pair, days, [(-5, 5)], rng)
    return 5.0, found.mean, found.low, found.high


def projection(rng: np.random.Generator) -> Answer:
    """A shock whose answer fades by a fifth a day, five days on."""
    shock = rng.normal(0, 1, 800)
    answer = np.zeros(800)
    for n in range(1, 800):
        answer[n] = 0.8 * answer[n - 1] + 2.0 * shock[n]
    level = WORLDS.series("level", answer + WORLDS.walk(rng, 800, 1.0))
    (found,) = local_projections(level, WORLDS.series("shock", shock), (5,))
    return 2.0 * 0.8**5, found.value, found.low, found.high


def channel(rng: np.random.Generator) -> Answer:
    """Bitcoin on a yield, fat tails."""
    step = rng.normal(0, 0.06, 1_200)
    returns = -0.10 * step + rng.standard_t(4, 1_200) * 0.03
    world = {
        "real_yield": WORLDS.series("real_yield", 1.0 + step.cumsum()),
        "bitcoin": WORLDS.series("bitcoin", 1e4 * np.exp(returns.cumsum())),
    }
    found = estimate(CHANNELS[0], world).coefficient
    return -0.10, found.value, found.low, found.high


def posterior(rng: np.random.Generator) -> Answer:
    """A price drawn from its prior, 25 flocks of sales."""
    truth = float(SECTOR_PRICE.draws(1, rng)[0])
    found = updated(SECTOR_PRICE, WORLDS.panel(rng, truth, flocks=25, noise=2e-4))
    return truth, found.central, found.low, found.high


def beta(rng: np.random.Generator) -> Answer:
    """Fifteen bonds of an issuer half as wide again as its market."""
    tenor = np.linspace(1, 40, 2_000)
    own = np.linspace(3, 30, 15)
    spread = 1.5 * (0.004 + 0.00015 * own) * rng.normal(1, 0.15, 15)
    found = spread_beta(own, spread, tenor, 0.004 + 0.00015 * tenor)
    reach = 1.761 * found.error  # t of 14 degrees
    return 1.5, found.value, found.value - reach, found.value + reach


def held_out(rng: np.random.Generator) -> tuple[int, int]:
    """Moves of events not used, inside the band of the calibrated price."""
    truth = float(SECTOR_PRICE.draws(1, rng)[0])
    known, other = (WORLDS.panel(rng, truth, flocks=25, noise=2e-4) for _ in range(2))
    found = updated(SECTOR_PRICE, known)
    spread = np.log(found.high / found.low) / 3.29
    draws = rng.lognormal(np.log(found.central), spread, 2_000)
    hit = coverage(other.moved, *band(draws, other.share, noise_of(known), rng))
    return hit.hits, hit.events


def main() -> None:
    """Print a row an estimator."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    asked: dict[str, Callable[[np.random.Generator], Answer]] = {
        "event study, clustered": events,
        "local projection, h = 5, Newey-West": projection,
        "channel slope, Newey-West": channel,
        "posterior of a price, clustered": posterior,
        "spread beta": beta,
    }
    print("| estimator | worlds | bias, % of truth | 90 % interval holds |")
    print("|---|---|---|---|")
    for name, ask in asked.items():
        rng = np.random.default_rng(20251117)
        truth, value, low, high = np.array([ask(rng) for _ in range(count)]).T
        bias = 100 * np.mean((value - truth) / np.abs(truth))
        held = np.mean((low <= truth) & (truth <= high))
        print(f"| {name} | {count} | {bias:+.1f} | {held:.1%} |")
    rng = np.random.default_rng(20251117)
    hits, events_seen = np.array([held_out(rng) for _ in range(count)]).sum(axis=0)
    print(f"| band of held-out events | {count} | | {hits / events_seen:.1%} |")


if __name__ == "__main__":
    main()
