"""Next year as fans: how a year's supply may arrive under each published forecast.

The year's total is the forecast's; what is drawn is how it arrives.  Sales come at
random times (a Poisson stream) in the sizes of those that ship, so a fan is as wide as a
market of few and very large sales makes it.  It is no distribution of the total: which
forecast is right is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner.cited import Estimated
from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from bookrunner.cited import Figure
    from bookrunner.units import Floats

MONTHS: Final = 12
LEAST_SALES: Final = 5  # to draw sizes from


@dataclass(frozen=True, slots=True, kw_only=True)
class Fan:
    """Cumulative supply by the end of each month, in dollars."""

    name: str  # "Morgan Stanley (Feb 2026): Hyperscaler issuance, 2026"
    months: tuple[Estimated[float], ...]


def fan(  # noqa: PLR0913 - the forecast, the sizes and the dice; the rest by name
    name: str,
    a_year: float,
    sizes: Floats,
    generator: np.random.Generator,
    *,
    inputs: tuple[Figure[Any], ...] = (),
    count: int = 4_000,
) -> Fan:
    """How a year's supply of *a_year* dollars may arrive, in sales of such *sizes*.

    Raises:
        MisuseError: fewer than five sizes, or an amount that is none.
    """
    if len(sizes) < LEAST_SALES or not np.all(sizes > 0):
        raise MisuseError(
            expected=f"at least {LEAST_SALES} sizes above zero", seen=str(len(sizes))
        )
    if not a_year > 0:
        raise MisuseError(expected="dollars a year above zero", seen=f"{a_year:g}")
    arrived = _arrivals(a_year, sizes, generator, count).cumsum(axis=1)
    low, central, high = np.quantile(arrived, [0.05, 0.5, 0.95], axis=0)
    months = tuple(
        Estimated(
            float(central[n]), float(low[n]), float(high[n]),
            f"market.scenarios.fan, month {n + 1}", "C", inputs=inputs,
        )
        for n in range(MONTHS)
    )  # fmt: skip
    return Fan(name=name, months=months)


def _arrivals(
    a_year: float, sizes: Floats, generator: np.random.Generator, count: int
) -> Floats:
    """Dollars that arrive each month: years down, months across."""
    a_month = a_year / sizes.mean() / MONTHS
    sales = generator.poisson(a_month, (count, MONTHS))
    drawn = generator.choice(sizes, sales.sum())
    ends = sales.ravel().cumsum()
    running = np.concatenate([[0.0], drawn.cumsum()])
    starts = ends - sales.ravel()
    arrived: Floats = (running[ends] - running[starts]).reshape(count, MONTHS)
    return arrived
