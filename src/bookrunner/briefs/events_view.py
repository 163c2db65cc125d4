"""Event studies and local projections as sections: what a series did around days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookrunner.briefs.story import Form, Line, Said, Section, Table
from bookrunner.cited import Estimated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.market.events import EventEffect
    from bookrunner.market.projections import Answer


def events_section(found: Sequence[EventEffect], series: str, control: str) -> Section:
    """A row a window, in the units of the series, with every way to doubt it."""
    rows: list[tuple[Said | str, ...]] = [
        (
            f"{each.window[0]:+d} to {each.window[1]:+d}",
            Said(
                key=f"mean:{each.window}",
                figure=Estimated(each.mean, each.low, each.high, "market.events", "C"),
                form=Form.SENSITIVITY_BAND,
            ),
            f"{each.p_value:.3f}",
            f"{each.p_adjusted:.3f}",
            f"{each.p_placebo:.3f}",
            f"{each.events}",
            f"{each.clusters}",
        )
        for each in found
    ]
    headings = (
        "days", "mean change [90 %]", "p", "p, Holm", "p, placebo", "events", "flocks",
    )  # fmt: skip
    against = f", less {control}" if control else ", without a control"
    note = (
        "Errors clustered over overlapping windows; Holm's p is adjusted for the number of "
        "windows asked; the placebo moves all events together to days where none was."
    )
    return Section(
        key="events",
        heading=f"{series}{against}, around the events",
        blocks=(
            Table(key="events", headings=headings, rows=tuple(rows)),
            Line(label="How to read", sentence=(note,)),
        ),
    )


def projections_section(found: Sequence[Answer], outcome: str, shock: str) -> Section:
    """A row a horizon: the answer to one unit of the shock."""
    rows: list[tuple[Said | str, ...]] = [
        (
            f"{each.horizon}",
            Said(
                key=f"answer:{each.horizon}",
                figure=Estimated(
                    each.value, each.low, each.high, "market.projections", "C"
                ),
                form=Form.SENSITIVITY_BAND,
            ),
            f"{each.error:.3f}",
            f"{each.observations:,}",
        )
        for each in found
    ]
    headings = ("days after", "answer [90 %]", "s.e.", "days")
    table = Table(key="projections", headings=headings, rows=tuple(rows))
    return Section(
        key="projections", heading=f"{outcome} after one unit of {shock}", blocks=(table,)
    )
