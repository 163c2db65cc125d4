"""Why borrow?  Ten lines a treasurer can check, from the need to the break-even."""

from __future__ import annotations

from decimal import Decimal
from math import inf
from typing import TYPE_CHECKING, Final

from bookrunner.briefs.borrower_view import rating_said
from bookrunner.briefs.known import said
from bookrunner.briefs.story import Form, Line
from bookrunner.cited import Assumed, Computed, Problem, Status, status
from bookrunner.issuers.funding_case import Choice
from bookrunner.issuers.rating import rating_estimate
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Callable

    from bookrunner.briefs.story import Said
    from bookrunner.cited import Figure
    from bookrunner.issuers.funding import Decision

EVEN: Final = 0.1  # relative difference below which neither choice is the cheaper
FORMS: Final = {
    "tax": Form.SHARE,
    "growth_persistence": Form.SHARE,
    "market_shut": Form.SHARE,
    "emergency_premium": Form.RATE,
    "emergency_years": Form.YEARS,
    "project_return": Form.SHARE,
    "notch_cost": Form.RATE,
    "notch_loss": Form.RATIO,
    "cash_flow_growth": Form.SHARE,
    "capex_growth": Form.SHARE,
    "debt_yield": Form.RATE,
    "cash_yield": Form.RATE,
}
"""How each belief is written; money where it is not named."""

WORDS: Final = {
    "market_shut": "chance that money is dear when short",
    "emergency_premium": "what money then costs more",
    "emergency_years": "years at that price",
    "growth_persistence": "share of last year's growth that recurs",
    "payouts": "buybacks and dividends a year",
    "cash_flow_error": "error of a year's free cash flow",
    "liquidity_floor": "liquidity to keep",
    "cash": "cash and securities in hand",
    "debt_yield": "cost of debt",
    "cash_yield": "yield on cash",
    "tax": "tax rate",
    "notch_cost": "cost of a notch",
}
"""Each belief that is questioned, as a reader says it."""


def why_borrow(decision: Decision) -> tuple[Line, ...]:
    """The ten lines: need, past, future, cushion, the three costs, rating, verdict, why."""
    return tuple(line(decision) for line in _LINES)


def held(decision: Decision, name: str) -> Said:
    """A belief as it is held."""
    return said(name, decision.beliefs.figures[name], FORMS.get(name, Form.MONEY))


def break_even(decision: Decision, name: str) -> Said:
    """Where cash would cost what debt does, in the unit of the belief."""
    at, key = decision.break_even[name], f"break_even:{name}"
    if isinstance(at, Problem) or name in FORMS:
        return said(key, at, FORMS.get(name, Form.MONEY))
    currency = decision.beliefs.figures["amount"].value.currency
    return said(key, money(at, currency), Form.MONEY)


def unit(name: str) -> str:
    """What follows the figure of a belief: the sign of a rate."""
    return " %" if FORMS.get(name) is Form.RATE else ""


def money(billions: Figure[float], currency: str = "USD") -> Figure[Money]:
    """An amount in billions as money."""
    amount = Money(Decimal(round(billions.value * 1e9)), currency)
    return Computed(amount, f"billions in {currency}", (billions,))


def _need(decision: Decision) -> Line:
    cash = held(decision, "cash")
    stood = getattr(decision.beliefs.figures["cash"], "as_of", None) or decision.end
    books = f" of cash and securities in hand at {stood:%d %b %Y}"
    parts = (held(decision, "amount"), "; ", cash, books)
    return Line(label="The need", sentence=parts)


def _last_year(decision: Decision) -> Line:
    flow, spent = held(decision, "operating_cash_flow"), held(decision, "capex")
    basis = decision.before.capex_basis or "capex"
    return Line(
        label="Last year",
        sentence=(flow, " of operating cash flow, ", spent, f" of {basis}"),
    )


def _next_year(decision: Decision) -> Line:
    expected = said("expected_flow", expected_flow(decision), Form.MONEY)
    parts = (
        "if ",
        held(decision, "growth_persistence"),
        " of last year's growth recurs, operations leave ",
        expected,
        ", give or take ",
        held(decision, "cash_flow_error"),
    )
    return Line(label="Next year", sentence=parts)


def _cushion(decision: Decision) -> Line:
    floor = decision.beliefs.figures["liquidity_floor"]
    month = "a month of revenue, for a market that may shut"
    told = floor.reason if isinstance(floor, Assumed) else month
    sentence = (held(decision, "liquidity_floor"), f": {told}")
    return Line(label="To keep", sentence=sentence)


def _debt(decision: Decision) -> Line:
    figures = decision.beliefs.figures
    dear, idle = figures["debt_yield"], figures["cash_yield"]
    day = getattr(dear, "as_of", None)
    as_sold = f", as {decision.sale} was sold, at Treasuries of {day:%d %b %Y}"
    over = Computed(
        dear.value - idle.value, "cost of debt less yield on cash", (dear, idle)
    )
    parts = (
        held(decision, "debt_yield"),
        f" % all in{as_sold if decision.sale and day else ''}; cash earns ",
        held(decision, "cash_yield"),
        " %: ",
        said("carry_spread", over, Form.SPREAD),
        " before tax, ",
        said("carry", decision.parts[Choice.DEBT]["carry"], Form.MONEY),
        " a year after it",
    )
    return Line(label="Debt costs", sentence=parts)


def _cash(decision: Decision) -> Line:
    thin, thick = (decision.parts[c]["shortfall"] for c in (Choice.CASH, Choice.DEBT))
    parts = (
        said("shortfall:cash", thin, Form.MONEY),
        " a year of expected dear borrowing; with the bonds sold ",
        said("shortfall:debt", thick, Form.MONEY),
    )
    return Line(label="A thin cushion costs", sentence=parts)


def _later(decision: Decision) -> Line:
    cost = said("total:later", decision.totals[Choice.LATER], Form.MONEY)
    return Line(
        label="Slower capex costs",
        sentence=(cost, " a year: the return of what is not built"),
    )


def _rating(decision: Decision) -> Line:
    before, after = rating_estimate(decision.before), rating_estimate(decision.after)
    if isinstance(before, Problem):
        return Line(label="Rating", sentence=(before.message,))
    was, now = rating_said("rating_before", before), rating_said("rating_after", after)
    room = said("headroom", decision.headroom, Form.MONEY)
    parts = (
        "our estimate ",
        was,
        ", borrowed ",
        now,
        "; ",
        room,
        " of debt to the next notch",
    )
    return Line(label="Rating", sentence=parts)


def verdict(decision: Decision, label: str = "So") -> Line:
    """Which is cheaper; that there is little between them, where there is."""
    saved = decision.advantage
    totals = [float(decision.totals[c].value.amount) for c in (Choice.CASH, Choice.DEBT)]
    near = abs(float(saved.value.amount)) < EVEN * max(totals)
    wins = "borrowing saves " if saved.value.amount >= 0 else "spending cash saves "
    size = Money(abs(saved.value.amount), saved.value.currency)
    advantage = Computed(size, "the difference of the two costs", (saved,))
    parts = (
        "little between them: " if near else "",
        wins,
        said("advantage", advantage, Form.MONEY),
        " a year; a dollar kept costs ",
        said("price_of_liquidity", decision.price_of_liquidity, Form.RATE),
        " % a year",
    )
    return Line(label=label, sentence=parts)


def believed(decision: Decision) -> Line:
    """The assumed beliefs nearest to their break-even: what the answer hangs on."""
    nearest = sorted(_distances(decision).items(), key=lambda each: each[1])[:2]
    if not nearest:
        told = "no belief alone, moved over its range, changes that"
        return Line(label="Break-even", sentence=(told,))
    parts: list[str | Said] = ["borrowing wins with "]
    for name, _ in nearest:
        low, high = decision.sensitivity[name]
        side = " above " if high.value.amount > low.value.amount else " below "
        parts += [" or " if len(parts) > 1 else "", WORDS[name], side]
        parts += [break_even(decision, name), unit(name), " (held ", held(decision, name)]
        parts += [f"{unit(name)})"]
    return Line(label="Break-even", sentence=tuple(part for part in parts if part))


def _distances(decision: Decision) -> dict[str, float]:
    """How far, relatively, each assumed belief is from where the answer turns.

    Yields are what the market says, not beliefs: they are left out.  What is held to be
    nothing is the farthest.
    """
    figures = decision.beliefs.figures
    return {
        name: abs(at.value / now - 1) if (now := decision.beliefs.number(name)) else inf
        for name, at in decision.break_even.items()
        if not isinstance(at, Problem)
        and status(figures[name]) is Status.ASSUMED
        and not name.endswith("yield")
    }


def expected_flow(decision: Decision) -> Figure[Money]:
    """Free cash flow expected of next year."""
    figures = decision.beliefs.figures
    inputs = tuple(figures[name] for name in _FLOW)
    by = "issuers.funding_case: cash flow and capex grown by a share of last year's growth"
    flow = Computed(decision.case.expected_flow, by, inputs)
    return money(flow, figures["amount"].value.currency)


_FLOW: Final = (
    "operating_cash_flow",
    "capex",
    "cash_flow_growth",
    "capex_growth",
    "growth_persistence",
    "payouts",
)
_LINES: Final[tuple[Callable[[Decision], Line], ...]] = (
    _need,
    _last_year,
    _next_year,
    _cushion,
    _debt,
    _cash,
    _later,
    _rating,
    verdict,
    believed,
)
