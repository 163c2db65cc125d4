"""Series and panels with a known truth, for the tests of estimators."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from bookrunner.market.calibration import Panel
from bookrunner.market.daily import daily

if TYPE_CHECKING:
    from bookrunner.market.daily import Daily

START = date(2015, 1, 5)


@cache
def weekdays(count: int) -> list[date]:
    """That many weekdays from Monday, 5 January 2015."""
    days = (START + timedelta(n) for n in range(2 * count + 10))
    return [day for day in days if day.weekday() < 5][:count]


def series(name: str, values: np.typing.NDArray[np.float64]) -> Daily:
    return daily(name, zip(weekdays(len(values)), values.tolist(), strict=True))


def walk(
    generator: np.random.Generator, count: int, sigma: float
) -> np.typing.NDArray[np.float64]:
    return generator.normal(0, sigma, count).cumsum()


def panel(
    generator: np.random.Generator, price: float, *, flocks: int, noise: float
) -> Panel:
    """Flocks of one to three sales; half the noise is the flock's own."""
    sizes = generator.integers(1, 4, flocks)
    cluster = np.repeat(np.arange(flocks), sizes)
    share = generator.uniform(0.02, 0.15, len(cluster))
    common = generator.normal(0, noise / np.sqrt(2), flocks)[cluster]
    own = generator.normal(0, noise / np.sqrt(2), len(cluster))
    return Panel(share=share, moved=price * share + common + own, cluster=cluster)
