"""Event studies: what a spread did around sales, against what it did otherwise.

The change of a series from some days before to some days after each event, less that of
a matched control; the mean with errors clustered by week, for sales come in flocks.  The
same is asked of dates where nothing happened (placebo), and where several windows are
asked the p-values are adjusted (Holm).  Events whose windows overlap are one cluster;
fewer than five clusters say nothing, and the estimate is withheld.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.errors import MisuseError, UnavailableError
from bookrunner.market.daily import aligned
from bookrunner.market.regression import adjusted, with_clusters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bookrunner.market.daily import Daily
    from bookrunner.units import Dates, Floats, Ints

LEAST_CLUSTERS: Final = 5
PLACEBOS: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEffect:
    """The mean change over one window, and how it is to be believed."""

    window: tuple[int, int]  # rows of the series before and after
    mean: float  # in the units of the series
    error: float  # clustered
    low: float
    high: float
    p_value: float
    p_adjusted: float  # for the number of windows asked
    p_placebo: float  # share of placebo means as far from zero
    events: int
    clusters: int


def event_study(
    series: Daily,
    control: Daily | None,
    days: Sequence[date],
    windows: Sequence[tuple[int, int]],
    generator: np.random.Generator,
) -> tuple[EventEffect, ...]:
    """The mean change of a series around some days, one answer a window.

    *control* is what the series would have done anyway: the index, or a matched peer.

    Raises:
        UnavailableError: fewer than five clusters of events inside the series.
        MisuseError: a window that ends before it begins.
    """
    if any(before > after for before, after in windows):
        raise MisuseError(expected="windows that begin before they end", seen=str(windows))
    when, values = aligned(*((series,) if control is None else (series, control)))
    gap = values[0] if control is None else values[0] - values[1]
    found = [_window(when, gap, days, window, generator) for window in windows]
    p_values = adjusted([each.p_value for each in found])
    return tuple(
        EventEffect(
            window=each.window,
            mean=each.mean,
            error=each.error,
            low=each.low,
            high=each.high,
            p_value=each.p_value,
            p_adjusted=p,
            p_placebo=each.p_placebo,
            events=each.events,
            clusters=each.clusters,
        )
        for each, p in zip(found, p_values, strict=True)
    )


def changes(gap: Floats, rows: Ints, window: tuple[int, int]) -> Floats:
    """Change from the row before the window to its last row, at each event's row."""
    before, after = window
    return gap[rows + after] - gap[rows + before - 1]


def clusters_of(rows: Ints, window: tuple[int, int]) -> Ints:
    """A number a cluster: events whose windows touch share one.

    >>> clusters_of(np.array([10, 13, 60]), (-5, 5)).tolist()
    [0, 0, 1]
    """
    reach = window[1] - window[0] + 1
    apart = np.diff(np.sort(rows), prepend=rows.min()) > reach
    return np.cumsum(apart, dtype=np.int64)[np.argsort(np.argsort(rows))]


def _window(
    when: Dates,
    gap: Floats,
    days: Sequence[date],
    window: tuple[int, int],
    generator: np.random.Generator,
) -> EventEffect:
    rows = _inside(when, days, window)
    clusters = clusters_of(rows, window) if len(rows) else np.zeros(0, np.int64)
    count = len(np.unique(clusters))
    if count < LEAST_CLUSTERS:
        raise UnavailableError(
            expected=f"at least {LEAST_CLUSTERS} events whose windows do not overlap",
            seen=f"{len(rows)} events in {count} clusters",
            hint="withheld: so few say nothing",
        )
    moved = changes(gap, rows, window)
    fit = with_clusters(moved, np.ones((len(moved), 1)), clusters)
    low, high = fit.interval(0)
    mean = float(fit.coefficients[0])
    return EventEffect(
        window=window,
        mean=mean,
        error=float(fit.errors[0]),
        low=low,
        high=high,
        p_value=fit.p_value(0),
        p_adjusted=fit.p_value(0),
        p_placebo=_placebo(gap, rows, window, mean, generator),
        events=len(rows),
        clusters=count,
    )


def _inside(when: Dates, days: Sequence[date], window: tuple[int, int]) -> Ints:
    """Rows of the events whose window lies inside the series; the next day it trades."""
    rows = np.searchsorted(when, np.array(sorted(set(days)), "datetime64[D]"))
    return rows[(rows + window[0] - 1 >= 0) & (rows + window[1] < len(when))]


def _placebo(
    gap: Floats,
    rows: Ints,
    window: tuple[int, int],
    mean: float,
    generator: np.random.Generator,
) -> float:
    """Share of as many random dates, moved together, whose mean is as far from zero."""
    span = window[1] - window[0] + 2
    first, last = 1 - window[0], len(gap) - window[1] - 1
    if last - first < 2 * span:
        return float("nan")
    shifts = generator.integers(span, last - first, PLACEBOS)
    moved = (rows[None, :] - first + shifts[:, None]) % (last - first) + first
    means = changes(gap, moved, window).mean(axis=1)
    return float((np.abs(means - means.mean()) >= abs(mean - means.mean())).mean())
