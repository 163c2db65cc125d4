"""The funding decision as sections of the story: why, what it costs, what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookrunner.briefs.borrower_charts import frontier_chart
from bookrunner.briefs.known import said
from bookrunner.briefs.story import Form, Line, Section, Table
from bookrunner.briefs.why_borrow import WORDS, break_even, held, unit, why_borrow
from bookrunner.cited import Assumed, Problem
from bookrunner.issuers.funding_case import Choice

if TYPE_CHECKING:
    from bookrunner.issuers.funding import Decision


def funding_sections(decision: Decision) -> tuple[Section, ...]:
    """Why borrow: ten lines, what each choice costs, break-evens, and what it rests on."""
    return (
        Section(
            key="why",
            heading=f"Why borrow? {decision.ticker}, at {decision.end:%d %b %Y}",
            blocks=why_borrow(decision),
        ),
        Section(
            key="costs",
            heading="What each choice costs a year, after tax",
            blocks=(costs_table(decision), frontier_chart(decision)),
        ),
        Section(
            key="break_even",
            heading="Where cash and debt cost the same, one belief at a time",
            blocks=(break_even_table(decision), _sensitivity_table(decision)),
        ),
        Section(
            key="beliefs",
            heading="What is assumed, and may be set with --believe",
            blocks=(*_assumed(decision), beliefs_table(decision)),
        ),
    )


def costs_table(decision: Decision) -> Table:
    """Each choice's cost, part by part."""
    rows = [
        (
            choice.value,
            *(
                said(f"{name}:{choice.value}", figure, Form.MONEY)
                for name, figure in decision.parts[choice].items()
            ),
            said(f"total:{choice.value}", decision.totals[choice], Form.MONEY),
        )
        for choice in Choice
    ]
    names = tuple(name.replace("_", " ") for name in decision.parts[Choice.DEBT])
    return Table(key="costs", headings=("", *names, "total"), rows=tuple(rows))


def break_even_table(decision: Decision) -> Table:
    """Each belief, where it stands, and where cash would cost what debt does."""
    rows = [
        (
            _in_unit(name),
            held(decision, name),
            break_even(decision, name),
            "decides nothing alone" if isinstance(at, Problem) else "",
        )
        for name, at in decision.break_even.items()
    ]
    headings = ("belief", "held", "the same at", "")
    return Table(key="break_even", headings=headings, rows=tuple(rows))


def beliefs_table(decision: Decision) -> Table:
    """Every belief with its value and its reason or source."""
    rows = [
        (name.replace("_", " "), held(decision, name), _because(figure))
        for name, figure in decision.beliefs.figures.items()
    ]
    headings = ("belief", "held", "because")
    return Table(key="beliefs", headings=headings, rows=tuple(rows), detail=True)


def _assumed(decision: Decision) -> tuple[Line, ...]:
    """The beliefs nobody stated, each with its reason."""
    return tuple(
        Line(
            label=name.replace("_", " "),
            sentence=(held(decision, name), f"{unit(name)}: {figure.reason}"),
        )
        for name, figure in decision.beliefs.figures.items()
        if isinstance(figure, Assumed) and name != "amount"
    )


def _in_unit(name: str) -> str:
    """A belief in words, with the sign of a rate that its column does not carry."""
    return ",".join(filter(None, (WORDS[name], unit(name))))


def _sensitivity_table(decision: Decision) -> Table:
    rows = [
        (
            WORDS[name],
            said(f"low:{name}", low, Form.MONEY),
            said(f"high:{name}", high, Form.MONEY),
        )
        for name, (low, high) in decision.sensitivity.items()
    ]
    headings = ("debt saves a year, with", "at its low", "at its high")
    return Table(key="sensitivity", headings=headings, rows=tuple(rows), detail=True)


def _because(figure: object) -> str:
    """The reason, the rule or the source a belief rests on, in words."""
    told = (getattr(figure, name, "") for name in ("reason", "by", "source"))
    return next((str(each) for each in told if each), "")
