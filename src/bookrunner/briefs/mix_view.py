"""How a deal was cut, how it could have been, and what explains the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.briefs.borrower_charts import cut_chart
from bookrunner.briefs.known import said
from bookrunner.briefs.story import Form, Line, Section, Table
from bookrunner.briefs.why_borrow import money
from bookrunner.cited import Computed, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bookrunner.briefs.story import Chart, Said
    from bookrunner.cited import Figure
    from bookrunner.issuers.mix_beliefs import Implied
    from bookrunner.issuers.mix_gap import Breach, Gap

_TOLD: Final = 0.0005  # a year: premiums below five basis points are left to the table


def mix_section(gap: Gap, implied: Implied) -> Section:
    """One deal's split beside the best one, limit by limit."""
    blocks: tuple[Line | Table | Chart, ...] = (
        _split(gap, implied),
        _steps(gap),
        _alike(gap, implied),
        _left_over(gap),
        _measured(gap),
        *_broken(gap),
        _believed(gap, implied),
        _refinancing(gap, implied),
        cut_chart(gap),
    )
    return Section(key="mix", heading=f"How {gap.deal_id} was cut", blocks=blocks)


def _split(gap: Gap, implied: Implied) -> Table:
    """Sold, best, and how much dearer than priced the tenor must be thought to be."""
    columns = zip(gap.years, gap.frame.faces, gap.best, implied.premiums, strict=True)
    rows = [
        (
            f"{years:.0f} years",
            said(f"sold:{years:.0f}", face, Form.MONEY) if face else "",
            _best(years, best, gap) if best else "",
            said(f"premium:{years:.0f}", _premium(premium, gap), Form.SPREAD)
            if premium
            else "",
        )
        for years, face, best, premium in columns
        if face or best
    ]
    headings = ("tenor", "sold", "best", "to be thought dearer")
    return Table(key="mix", headings=headings, rows=tuple(rows))


def _best(years: float, billions: float, gap: Gap) -> Said:
    by = "issuers.tranche_mix.best_mix"
    return _money(f"best:{years:.0f}", Computed(billions, by, gap.frame.inputs))


def _steps(gap: Gap) -> Table:
    rows = [
        (
            name,
            "no split keeps it"
            if isinstance(added, Problem)
            else _money(f"limit:{name}", added),
        )
        for name, added in gap.steps.items()
    ]
    headings = ("limit", "interest a year it adds")
    return Table(key="mix_gap", headings=headings, rows=tuple(rows))


def _left_over(gap: Gap) -> Line:
    """What is left of the gap: interest, the risk it buys, and the rest."""
    pays = " less" if gap.interest_left.value < 0 else " more"
    carries = " more" if gap.risk_saved.value < 0 else " less"
    return Line(
        label="Left over",
        sentence=(
            "of ",
            _money("interest", gap.chosen_interest),
            " of interest: it pays ",
            _money("interest_left", _size_of(gap.interest_left)),
            f"{pays} than the best split, for ",
            _money("risk_saved", _size_of(gap.risk_saved)),
            f"{carries} risk of refinancing: ",
            _money("unexplained", gap.unexplained),
            " a year that no named limit explains",
        ),
    )


def _alike(gap: Gap, implied: Implied) -> Line:
    """How much of the deal the limits alone would have put where it is, and chance."""
    return Line(
        label="Alike",
        sentence=(
            said("overlap", gap.overlap, Form.SHARE),
            " of the deal lies where the best split has it; of splits drawn by chance ",
            said("beats", implied.beats, Form.SHARE),
            " cost more",
        ),
    )


def _measured(gap: Gap) -> Line:
    """On whom the limits are measured, and which tenor stands for one nobody sold."""
    others = gap.frame.others
    stands = [
        f"nobody had sold {own:.0f} years: {other:.0f} years stand for it"
        for own, other, sold in zip(gap.years, others.from_years, gap.chosen, strict=True)
        if own != other and sold
    ]
    told = f"{others.sales} sales over the curve by others up to that day"
    return Line(label="Measured on", sentence=("; ".join((told, *stands)),))


def _broken(gap: Gap) -> tuple[Line, ...]:
    """The limits that the split itself breaks: they were not its reasons."""
    limits = dict.fromkeys(breach.limit.name for breach in gap.breaches)
    return tuple(
        Line(label="Breaks", sentence=(f"{name}: ", *_breaches(gap, name)))
        for name in limits
    )


def _breaches(gap: Gap, name: str) -> Iterator[str | Said]:
    broken = [breach for breach in gap.breaches if breach.limit.name == name]
    for number, breach in enumerate(broken):
        yield ", " if number else ""
        yield from _breach(breach, gap)


def _breach(breach: Breach, gap: Gap) -> Iterator[str | Said]:
    if not breach.years:
        yield f"{breach.chosen:.1f} years on average against {breach.bound:.1f}"
        return
    by = "issuers.mix_gap: what the limit leaves"
    face = gap.frame.faces[gap.years.index(breach.years)]
    yield f"{breach.years:.0f} years "
    yield said(f"sold:{breach.years:.0f}", face, Form.MONEY) if face else "nothing"
    yield " against "
    yield _money(
        f"bound:{breach.limit.name}:{breach.years:.0f}",
        Computed(breach.bound, by, breach.limit.rests_on),
    )


def _believed(gap: Gap, implied: Implied) -> Line:
    """The premiums that would make the borrower's own split the best."""
    told: list[str | Said] = []
    for years, premium in zip(gap.years, implied.premiums, strict=True):
        if abs(premium) >= _TOLD:
            told += [", " if told else "", f"{years:.0f} years "]
            told += [said(f"believed:{years:.0f}", _premium(premium, gap), Form.SPREAD)]
    if not told:
        told = ["of no tenor anything of five basis points or more"]
    else:
        told += [" on its price (below zero, cheaper), worth "]
        told += [_money("believed", implied.believed), " a year"]
    return Line(label="To be believed", sentence=tuple(told))


def _refinancing(gap: Gap, implied: Implied) -> Line:
    parts = (
        "held to cost ",
        said("refinancing", gap.frame.refinancing, Form.RATE),
        " % of the face; the split looks best at ",
        said("implied_refinancing", implied.refinancing, Form.RATE),
        " %, and then costs ",
        _money("regret_then", implied.regret_then),
        " a year more than the best",
    )
    return Line(label="A refinancing", sentence=parts)


def _size_of(known: Figure[float]) -> Figure[float]:
    """A figure without its sign, where the words beside it say which way."""
    return Computed(abs(known.value), "its size", (known,))


def _money(key: str, billions: Figure[float]) -> Said:
    return said(key, money(billions), Form.MONEY)


def _premium(premium: float, gap: Gap) -> Figure[float]:
    by = "issuers.mix_beliefs.implied_premiums: cost at the middle less the tenor's own"
    return Computed(premium, by, gap.frame.inputs)
