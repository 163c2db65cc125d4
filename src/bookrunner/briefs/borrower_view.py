"""A borrower as sections of the story: strength, path, ladder, contracts, the race.

A report of the room `issuers` comes in; sections go out, every figure with its passport
and, where there is none, the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bookrunner.briefs.borrower_charts import (
    capex_chart,
    coverage_chart,
    drawn,
    ladder_chart,
)
from bookrunner.briefs.contracts_view import contracts_section
from bookrunner.briefs.known import said
from bookrunner.briefs.story import Form, Line, Section, Table
from bookrunner.cited import Computed, Problem
from bookrunner.issuers.ladder import weighted_coupon, weighted_maturity
from bookrunner.issuers.report import SOON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.briefs.story import Said, Sentence
    from bookrunner.issuers.contracts import Profile
    from bookrunner.issuers.credit import Credit
    from bookrunner.issuers.rating import Record
    from bookrunner.issuers.report import Report

_STRENGTH: Final = (
    ("debt", "debt", Form.MONEY),
    ("lease liabilities", "leases", Form.MONEY),
    ("cash and securities", "cash", Form.MONEY),
    ("EBITDA, four quarters", "ebitda", Form.MONEY),
    ("interest, four quarters", "interest", Form.MONEY),
    ("operating cash flow", "operating_cash_flow", Form.MONEY),
    ("capex", "capex", Form.MONEY),
    ("free cash flow", "free_cash_flow", Form.MONEY),
    ("funding gap", "funding_gap", Form.MONEY),
    ("leverage", "leverage", Form.RATIO),
    ("leverage with leases", "lease_adjusted_leverage", Form.RATIO),
    ("net leverage", "net_leverage", Form.RATIO),
    ("coverage, EBIT over interest", "coverage", Form.RATIO),
    ("capex over cash flow", "capex_to_cash_flow", Form.SHARE),
    ("cash lasts, years", "liquidity_runway", Form.YEARS),
)
_PATH: Final = (
    ("capex, 4 q", "capex", Form.MONEY),
    ("cash flow, 4 q", "operating_cash_flow", Form.MONEY),
    ("share", "capex_to_cash_flow", Form.SHARE),
    ("free cash flow", "free_cash_flow", Form.MONEY),
    ("debt", "debt", Form.MONEY),
    ("leverage", "leverage", Form.RATIO),
    ("coverage", "coverage", Form.RATIO),
)


def borrower_sections(report: Report, profile: Profile) -> tuple[Section, ...]:
    """The whole borrower, section by section."""
    return (
        Section(
            key="credit",
            heading=_heading(report),
            blocks=(*_credit(report), *drawn(coverage_chart(report.path))),
        ),
        Section(
            key="ladder",
            heading="Debt ladder",
            blocks=(*_ladder(report), *drawn(ladder_chart(report.ladder))),
        ),
        Section(
            key="capex",
            heading="Capex against cash flow",
            blocks=(
                race_table(report),
                turned_line(report),
                to_come_line(report),
                *drawn(capex_chart(report.race)),
            ),
        ),
        contracts_section(report.books.ticker, profile),
    )


def _heading(report: Report) -> str:
    basis = f"{report.before.debt_basis or 'debt not stated'}"
    spent = f"{report.before.capex_basis or 'capex not stated'}"
    return f"{report.books.name}, quarter to {report.end:%d %b %Y} ({basis}; {spent})"


def _credit(report: Report) -> tuple[Line | Table, ...]:
    return (
        strength_table(report.before, report.after),
        *_left_blank(report.before),
        _path_table(report.path),
        *_ratings(report),
    )


def strength_table(before: Credit, after: Credit | None, *, detail: bool = False) -> Table:
    """What a borrower can carry, and with the deal on top."""
    sides = [("before", before), *([("with the deal", after)] if after else [])]
    rows: list[tuple[Said | str, ...]] = [
        (words, *(said(f"{name}:{side}", getattr(at, name), form) for side, at in sides))
        for words, name, form in _STRENGTH
    ]
    headings = ("", *(side for side, _ in sides))
    return Table(key="strength", headings=headings, rows=tuple(rows), detail=detail)


def _left_blank(at: Credit) -> tuple[Line, ...]:
    """Why cells of the strength table are empty, each reason once."""
    told = (getattr(at, name) for _, name, _ in _STRENGTH)
    why = dict.fromkeys(each.message for each in told if isinstance(each, Problem))
    return (Line(label="Left blank", sentence=("; ".join(why),)),) if why else ()


def _path_table(path: Sequence[Credit]) -> Table:
    rows: list[tuple[Said | str, ...]] = [
        (
            f"{at.end}",
            *(said(f"{name}:{at.end}", getattr(at, name), form) for _, name, form in _PATH),
        )
        for at in path
    ]
    headings = ("quarter to", *(words for words, _, _ in _PATH))
    return Table(key="path", headings=headings, rows=tuple(rows))


def _ratings(report: Report) -> tuple[Line, ...]:
    stated: list[str | Said] = []
    for each in report.ratings:
        stated += [
            ", " if stated else "",
            f"{each.agency} ",
            said(f"rating:{each.agency}:{each.day}", each.rating, Form.TEXT),
            f" on {each.day:%d %b %Y}",
        ]
    estimate = rating_said("rating_estimate", report.estimate)
    after: Sentence = ()
    if report.estimate_after is not None:
        after = (", with the deal ", rating_said("rating_after", report.estimate_after))
    return (
        Line(label="Rated", sentence=tuple(stated) or ("no deal at hand states it",)),
        Line(
            label="Our estimate",
            sentence=(estimate, *after, f" by our own thresholds; {_hits(report.record)}"),
        ),
        *_beside(report),
    )


def _hits(record: Record) -> str:
    rate = record.within_one
    if isinstance(rate, Problem):
        return f"its hit rate is {rate.message}"
    return f"within a notch for {rate:.0%} of {record.issuers} issuers"


def _beside(report: Report) -> tuple[Line, ...]:
    """Obligations and promises beside debt, where the filer tags them."""
    parts: list[str | Said] = []
    for item, amount in report.beside.items():
        parts += [", " if parts else "", said(item.value, amount, Form.MONEY)]
        parts += [f" {item.words}"]
    return (Line(label="Beside debt", sentence=tuple(parts)),) if parts else ()


def rating_said(key: str, estimate: Any) -> Said:
    """An estimated rating as a word."""
    if isinstance(estimate, Problem):
        return said(key, estimate, Form.TEXT)
    word = Computed(estimate.value.rating, estimate.by, estimate.inputs, estimate.as_of)
    return said(key, word, Form.TEXT)


def _ladder(report: Report) -> tuple[Line | Table, ...]:
    owed = report.ladder
    tables = (_ladder_table(report),) if owed.rungs else ()
    return (*tables, _residual(report), _refinanced(report))


def _ladder_table(report: Report) -> Table:
    """What falls due by year; with a deal on top, before it and with it."""
    rows: list[tuple[Said | str, ...]] = []
    for year, (was, now) in report.ladder.by_year().items():
        before = said(f"due:{year}:before", was, Form.MONEY)
        after = (said(f"due:{year}:after", now, Form.MONEY),) if report.ladder.new else ()
        rows.append((str(year), before, *after))
    sides = ("before", "with the deal") if report.ladder.new else ("owed",)
    return Table(key="ladder", headings=("due", *sides), rows=tuple(rows))


def _residual(report: Report) -> Line:
    """Debt that no bond at hand explains, and what those at hand pay."""
    owed, on = report.ladder, report.ladder.stated.day
    sentence: Sentence = (
        said("residual", owed.residual, Form.MONEY),
        f" of the debt at {on:%d %b %Y} is owed on bonds not at hand",
    )
    if isinstance(owed.residual, Problem):
        sentence = (owed.residual.message,)
    if owed.rungs:
        sentence += (
            "; those at hand pay ",
            said("weighted_coupon", weighted_coupon(owed.rungs), Form.RATE),
            " % for ",
            said("weighted_maturity", weighted_maturity(owed.rungs, on), Form.YEARS),
            " years on average",
        )
    return Line(label="Not on the ladder", sentence=sentence)


def _refinanced(report: Report) -> Line:
    """What rolling the bonds that fall due soon would cost today."""
    again = report.refinancing
    sentence: Sentence = (
        said("refinancing", again.extra, Form.MONEY),
        f" a year more for bonds at hand due in {SOON:.0f} years, at ",
        said("yield_today", again.yield_today, Form.RATE),
        " % as the last sale was",
    )
    if isinstance(again.extra, Problem):
        sentence = (again.extra.message,)
    return Line(label="To refinance", sentence=sentence)


def race_table(report: Report) -> Table:
    """Capex, its growth and its share of cash flow, quarter by quarter."""
    rows = [
        (
            f"{lap.end}",
            said(f"capex:{lap.end}", lap.capex, Form.MONEY),
            said(f"capex_growth:{lap.end}", lap.growth, Form.SHARE),
            said(f"capex_to_cash_flow:{lap.end}", lap.to_cash_flow, Form.SHARE),
            said(f"trailing:{lap.end}", lap.to_cash_flow_trailing, Form.SHARE),
        )
        for lap in report.race
    ]
    headings = ("quarter to", "capex", "on the year", "of cash flow", "of 4 quarters'")
    return Table(key="race", headings=headings, rows=tuple(rows))


def turned_line(report: Report) -> Line:
    """The quarter in which the borrower turned to debt."""
    turn = report.turned_to_debt
    if isinstance(turn, Problem):
        return Line(label="Turned to debt", sentence=(f"{turn.message}",))
    sentence: Sentence = (
        f"in the quarter to {turn.quarter:%d %b %Y}: debt rose by ",
        said("debt_rise", turn.rise, Form.SHARE),
        f" on the balance sheet of {turn.since:%d %b %Y} (dated by {turn.dated_by})",
    )
    return Line(label="Turned to debt", sentence=sentence)


def to_come_line(report: Report) -> Line:
    """Depreciation still to pass through income, under several lives."""
    parts: list[str | Said] = []
    for life, amount in report.to_come.items():
        parts += [
            ", " if parts else "",
            said(f"depreciation_to_come:{life:g}", amount, Form.MONEY),
            f" over {life:g} years",
        ]
    return Line(label="Still to come", sentence=(*parts, " of depreciation on capex paid"))
