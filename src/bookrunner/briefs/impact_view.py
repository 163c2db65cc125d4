"""The impact of a sale as sections of the story: effects, how big, what it rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bookrunner.briefs.story import Form, Line, Said, Section, Table
from bookrunner.cited import Computed, Estimated
from bookrunner.market import scale
from bookrunner.market.effects import Group
from bookrunner.market.risk_assets import DAILY_SIGMA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.market.effects import Effect, Impact
    from bookrunner.units import Floats

TEN_BILLION: Final = 10e9
_MATRIX: Final = "market.matrix.matrix_intervals"
SHOWN: Final = (0, 21, 252)  # trading days after the sale


def impact_section(impact: Impact) -> Section:
    """Every effect with its interval and grade, and how big the sale is."""
    return Section(
        key="impact",
        heading="What the sale does to other prices",
        blocks=(
            effects_table(impact.effects),
            _every_day(impact.effects),
            how_big(impact),
            indistinguishable(impact),
            rests_on(impact),
        ),
    )


def matrix_section(impact: Impact, quantiles: Floats) -> Section:
    """The matrix: each row's yield for ten billion dollars sold of each column.

    *quantiles* are those of `market.matrix.matrix_intervals`; the table shows the
    middle, `--json` the interval.  Equities and Bitcoin have no column, for nothing of
    theirs can be sold.
    """
    names = impact.assets.names
    scaled = TEN_BILLION * quantiles / impact.assets.duration[None, :, None]
    few = [n for n, name in enumerate(names) if not _left_out(impact, name)]
    whole = _matrix(names, scaled, range(len(names)), "matrix")
    shown = _matrix(names, scaled, few, "matrix_shown")
    return Section(
        key="matrix",
        heading="Basis points on each row when $10bn of a column is sold",
        blocks=(replace(whole, detail=True), shown),
    )


def _matrix(
    names: Sequence[str], scaled: Floats, columns: Sequence[int], key: str
) -> Table:
    rows: list[tuple[Said | str, ...]] = []
    for n, row in enumerate(names):
        cells = tuple(
            Said(
                key=f"{row}<-{names[m]}",
                figure=Estimated(*_middle_first(scaled[:, n, m]), _MATRIX, "C"),
                form=Form.CENTRE,
            )
            for m in columns
        )
        rows.append((row, *cells))
    headings = ("answers", *(names[m] for m in columns))
    return Table(key=key, headings=headings, rows=tuple(rows))


def _left_out(impact: Impact, name: str) -> bool:
    """Columns a terminal has no room for: short Treasuries, and own bonds but one."""
    own = [each for each in impact.effects if each.group is Group.OWN]
    nearest = min(own, key=lambda each: abs((each.tenor or 0.0) - 10.0)).name
    tranches = {each.name for each in own} - {nearest}
    return name in tranches or name in {"UST 2y", "UST 5y"}


def _middle_first(quantiles: Floats) -> tuple[float, float, float]:
    low, central, high = (float(each) for each in quantiles)
    return central, low, high


def pipeline_section(effects: Sequence[Effect], heading: str) -> Section:
    """The effects of a year of supply."""
    return Section(
        key="pipeline",
        heading=heading,
        blocks=(effects_table(effects), _every_day(effects)),
    )


def effects_table(effects: Sequence[Effect], days: Sequence[int] = SHOWN) -> Table:
    """A row an asset: its effect on some days, and the grade of the evidence."""
    shown = [day for day in days if day in effects[0].days]
    order = list(Group)
    told = sorted(effects, key=lambda each: order.index(each.group))
    rows: list[tuple[Said | str, ...]] = [
        (each.name, *(_on(each, day, band=True) for day in shown), each.group.grade)
        for each in told
    ]
    headings = ("bp [90 %]", *(f"day {day}" for day in shown), "evidence")
    return Table(key="effects", headings=headings, rows=tuple(rows))


def _every_day(effects: Sequence[Effect]) -> Table:
    days = effects[0].days
    rows: list[tuple[Said | str, ...]] = [
        (each.name, *(_on(each, day) for day in days)) for each in effects
    ]
    headings = ("row", *(f"day {day}" for day in days))
    return Table(key="effects_by_day", headings=headings, rows=tuple(rows), detail=True)


def said_effect(effect: Effect, day: int = 0) -> Said:
    """The effect of one row on one day: a move of its yield, or its return."""
    return _on(effect, day)


def _on(effect: Effect, day: int, *, band: bool = False) -> Said:
    form = _FORMS[effect.group.is_return, band]
    key = f"impact:{effect.name}" + (f":day {day}" if day else "")
    return Said(key=key, figure=effect.path[effect.days.index(day)], form=form)


_FORMS: Final = {
    (False, False): Form.MOVE,
    (False, True): Form.MOVE_BAND,
    (True, False): Form.CHANGE,
    (True, True): Form.CHANGE_BAND,
}


def how_big(impact: Impact) -> Line:
    """The sale in auctions, months of supply, and shares of what is outstanding."""
    inputs = impact.inputs
    face, tens = inputs.face, inputs.ten_year_equivalents
    sentence: list[str | Said] = [
        Said(key="auctions", figure=scale.auctions(tens), form=Form.SHARE),
        " of a ten-year auction in ten-year equivalents; ",
        Said(key="months", figure=scale.months_of_supply(face), form=Form.SHARE),
        " of a month's investment-grade supply; ",
        Said(key="share_of_own", figure=scale.share_of_own(inputs, face), form=Form.SHARE),
        " of the issuer's debt, ",
    ]
    sector = scale.share_of_sector(inputs, face)
    if sector:
        sentence += [
            Said(key="share_of_sector", figure=sector, form=Form.SHARE),
            " of the five AI borrowers', ",
        ]
    index = scale.share_of_index(inputs, face)
    sentence += [
        Said(key="share_of_index", figure=index, form=Form.SHARE),
        " of investment grade.",
    ]
    return Line(label="Set against", sentence=tuple(sentence))


def indistinguishable(impact: Impact) -> Line:
    """Bitcoin's row, and how many such sales it would take to see it at t = 2."""
    bitcoin = next(each for each in impact.effects if each.group is Group.BITCOIN)
    needed = (2 * DAILY_SIGMA.value / abs(bitcoin.first.value)) ** 2
    count = Computed(round(needed), "(2 sigma / effect)^2", (bitcoin.first, DAILY_SIGMA))
    seen = "distinguishable from zero" if needed <= 1 else "not distinguishable from zero"
    sentence = (
        said_effect(bitcoin), f": {seen}; ",
        Said(key="sales_needed", figure=count, form=Form.COUNT),
        " such sales would be needed to see it against daily moves of ",
        Said(key="bitcoin_sigma", figure=DAILY_SIGMA, form=Form.SHARE), ".",
    )  # fmt: skip
    return Line(label="Bitcoin", sentence=sentence)


def rests_on(impact: Impact) -> Line:
    """What went in: sizes and betas, with how each is known."""
    inputs = impact.inputs
    own = inputs.outstanding[inputs.ticker]
    sentence: list[str | Said] = [
        f"{inputs.ticker} outstanding ",
        Said(key="outstanding", figure=own, form=Form.MONEY),
    ]
    if inputs.sector:
        sector = Said(key="sector", figure=inputs.sector, form=Form.MONEY)
        sentence += [", the five ", sector]
    index = Said(key="index", figure=inputs.index, form=Form.MONEY)
    sentence += [", investment grade ", index]
    sentence += ["; spread betas ", *_betas(impact), "; 20,000 draws of the priors."]
    return Line(label="Rests on", sentence=tuple(sentence))


def _betas(impact: Impact) -> list[str | Said]:
    parts: list[str | Said] = []
    for ticker, beta in impact.inputs.betas.items():
        central = Computed(round(beta.value, 2), "market.betas.spread_beta", (beta,))
        parts += [", " if parts else "", f"{ticker} "]
        parts.append(Said(key=f"beta:{ticker}", figure=central, form=Form.YEARS))
    return parts
