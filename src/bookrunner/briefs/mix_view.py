"""How a deal was cut, how it could have been, and what explains the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookrunner.briefs.known import said
from bookrunner.briefs.story import Form, Line, Section, Table
from bookrunner.briefs.why_borrow import money
from bookrunner.cited import Computed, Problem

if TYPE_CHECKING:
    from bookrunner.briefs.story import Said
    from bookrunner.cited import Figure
    from bookrunner.issuers.mix_gap import Gap


def mix_section(gap: Gap) -> Section:
    """One deal's split beside the best one, limit by limit."""
    blocks = (_split(gap), _steps(gap), _left_over(gap), _certainty(gap))
    return Section(key="mix", heading=f"How {gap.deal_id} was cut", blocks=blocks)


def _split(gap: Gap) -> Table:
    rows = [
        (f"{years:.0f} years", _size("sold", sold, gap), _size("best", best, gap))
        for years, sold, best in zip(gap.years, gap.chosen, gap.best, strict=True)
        if sold or best
    ]
    return Table(key="mix", headings=("tenor", "sold", "best"), rows=tuple(rows))


def _steps(gap: Gap) -> Table:
    rows = [(name, _money(f"limit:{name}", added)) for name, added in gap.steps.items()]
    headings = ("limit", "interest a year it adds")
    return Table(key="mix_gap", headings=headings, rows=tuple(rows))


def _left_over(gap: Gap) -> Line:
    own = f"; at {gap.own_records} of its tenors the deal itself is the largest ever sold"
    parts = (
        _money("unexplained", gap.unexplained),
        " a year that no named limit explains, of ",
        _money("interest", gap.chosen_interest),
        " of interest",
        own if gap.own_records else "",
    )
    return Line(label="Left over", sentence=parts)


def _certainty(gap: Gap) -> Line:
    if gap.chosen == gap.best:
        told = "not to be told: demand, as the deal itself shows it, explains the split"
        return Line(label="Price of certainty", sentence=(told,))
    parts = (
        said("implied_charge", gap.implied_charge, Form.RATE),
        " % a year on money due at once makes the split look best; it then costs ",
        _money("regret", gap.regret),
        " a year more than the best",
    )
    return Line(label="Price of certainty", sentence=parts)


def _money(key: str, billions: Figure[float] | Problem) -> Said:
    known = billions if isinstance(billions, Problem) else money(billions)
    return said(key, known, Form.MONEY)


def _size(key: str, billions: float, gap: Gap) -> Said | str:
    if not billions:
        return ""
    by = {"sold": "face of the tranches", "best": "issuers.tranche_mix.best_mix"}[key]
    return _money(key, Computed(billions, by, (gap.implied_charge,)))
