"""The market's part of the brief: what the sale does to other prices, in a few lines.

A priced deal and its curve come in; two sections go out, the bond market and everything
else that competes for the same money.  Where the model cannot be run the section says
why and claims nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.briefs.impact_view import how_big, indistinguishable, said_effect
from bookrunner.briefs.market_charts import fan_over_days, matrix_view, to_bitcoin
from bookrunner.briefs.stages_view import unfolding_line
from bookrunner.briefs.story import Form, Line, Said, Section
from bookrunner.errors import BookrunnerError
from bookrunner.library import stages
from bookrunner.market.coefficients import channel_estimates
from bookrunner.market.effects import Group, impact
from bookrunner.market.inputs import deal_inputs
from bookrunner.market.stages import unfolding
from bookrunner.market.waterfall import waterfall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.bonds import ParCurve
    from bookrunner.briefs.story import Chart, Sentence
    from bookrunner.cited import Reported
    from bookrunner.deals.priced import PricedDeal
    from bookrunner.market.effects import Effect, Impact
    from bookrunner.market.waterfall import Bar

COUNT: Final = 2_000  # draws: with more, the interval moves by two hundredths of itself
DAYS: Final = (0, 5, 21, 63, 126, 252)
SEED: Final = 20251117
NEAR: Final = 10.0  # years: the tenor the lines speak of


def market_sections(
    priced: PricedDeal, curve: Reported[ParCurve] | None
) -> tuple[Section, ...]:
    """The market, and everything else; one line of why where it cannot be told."""
    try:
        if curve is None:
            return (_withheld("no Treasury curve of the pricing day at hand"),)
        inputs = deal_inputs(priced, curve)
    except BookrunnerError as error:
        return (_withheld(f"{error}"),)
    found = impact(inputs, np.random.default_rng(SEED), days=DAYS, count=COUNT)
    return market_section(found), everything_else(found)


def market_section(found: Impact) -> Section:
    """Own curve, peers, index and Treasuries; how it sold; how big it is."""
    told = unfolding(found.inputs.deal_id, stages(found.inputs.deal_id))
    lines = [
        Line(label="Its own curve", sentence=_own(found)),
        Line(label="Peers", sentence=_peers(found)),
        Line(label="Treasuries", sentence=_treasuries(found)),
        how_big(found),
    ]
    moves = unfolding_line(told)
    if moves:
        lines.insert(0, Line(label="How it sold", sentence=moves))
    if found.problems:
        told_so = "; ".join(problem.message for problem in found.problems)
        lines.append(Line(label="Mind", sentence=(f"{told_so}.",)))
    return Section(key="market", heading="The market", blocks=(*lines, *pictures(found)))


def pictures(found: Impact) -> tuple[Chart, Chart]:
    """The effect day after day, on three rows, and the matrix."""
    own, (index,) = _of(found, Group.OWN), _of(found, Group.INDEX)
    middle = min(own, key=lambda each: abs((each.tenor or 0) - NEAR))
    longest = max(own, key=lambda each: each.tenor or 0)
    shown = list(dict.fromkeys(each.name for each in (longest, middle, index)))
    rows = [found.effect(name) for name in shown]
    return fan_over_days(rows, "The effect, day after day"), matrix_view(found)


def everything_else(found: Impact) -> Section:
    """Equities and Bitcoin: what the model says, and whether it could be seen."""
    estimates = channel_estimates()
    bars = waterfall(found, estimates, np.random.default_rng(SEED))
    equities = next(e for e in found.effects if e.group is Group.EQUITY)
    lines = (
        Line(label="Equities", sentence=(said_effect(equities), ".")),
        indistinguishable(found),
        _by_channels(bars),
    )
    return Section(
        key="everything_else",
        heading="Everything else",
        blocks=(*lines, to_bitcoin(bars)),
    )


def _by_channels(bars: Sequence[Bar]) -> Line:
    together = bars[-1].figure
    said = Said(key="impact:Bitcoin:channels", figure=together, form=Form.CHANGE)
    why = ": how it went along with yields and credit in weeks of other news, a bound"
    return Line(label="By channels", sentence=(said, f"{why} rather than a forecast."))


def _own(found: Impact) -> Sentence:
    own = _of(found, Group.OWN)
    middle = min(own, key=lambda each: abs((each.tenor or 0) - NEAR))
    longest = max(own, key=lambda each: each.tenor or 0)
    parts: list[str | Said] = [said_effect(middle), f" at {_years(middle)}"]
    if longest is not middle:
        parts += [", ", said_effect(longest), f" at {_years(longest)}"]
    quarter = 63
    parts += ["; after a quarter ", said_effect(middle, quarter), f" at {_years(middle)}."]
    return tuple(parts)


def _peers(found: Impact) -> Sentence:
    peers = _of(found, Group.PEER)
    parts: list[str | Said] = []
    for each in sorted(peers, key=lambda e: -e.first.value)[:2]:
        parts += [", " if parts else "", f"{each.name} ", said_effect(each)]
    (index,) = _of(found, Group.INDEX)
    return (*parts, *([", " if parts else ""]), "the index ", said_effect(index), ".")


def _treasuries(found: Impact) -> Sentence:
    hedged = next(e for e in found.effects if e.group is Group.HEDGED)
    ten = found.effect("UST 10y")
    return (
        said_effect(ten), " at ten years for good, ",
        said_effect(hedged), " with the hedging of its first days.",
    )  # fmt: skip


def _of(found: Impact, group: Group) -> Sequence[Effect]:
    return [each for each in found.effects if each.group is group]


def _years(effect: Effect) -> str:
    return f"{effect.tenor or 0:.0f} years"


def _withheld(why: str) -> Section:
    line = Line(label="Withheld", sentence=(f"{why}.",))
    return Section(key="market", heading="The market", blocks=(line,))
