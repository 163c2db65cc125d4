"""The brief as a record: what `--json` writes.

Every figure is an object with its value, unit, status and source; the sections of the
story follow in words, with the figures they say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bookrunner.briefs.sale import TRANCHE_FIGURES, tranche_figure
from bookrunner.briefs.story import Form, Line, Said, Table
from bookrunner.briefs.words import spoken
from bookrunner.cited import passport
from bookrunner.deals.check import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bookrunner.briefs.story import Section, Sentence, Story
    from bookrunner.cited import Problem
    from bookrunner.deals.check import Check
    from bookrunner.deals.priced import PricedDeal

_DEAL_FIGURES = {
    "total_face": Form.MONEY,
    "proceeds": Form.MONEY,
    "fees": Form.MONEY,
    "first_year_interest": Form.MONEY,
    "weighted_maturity": Form.YEARS,
    "dollar_dv01": Form.MONEY_PER_BP,
    "ten_year_equivalents": Form.MONEY,
}


def record(story: Story, priced: PricedDeal, checks: Sequence[Check]) -> dict[str, Any]:
    """The whole brief as plain data."""
    deal = priced.deal
    stated = ("issuer", "pricing_date", "settlement_date", "currency", "bookrunners")
    return {
        "deal": deal.deal_id,
        "title": [spoken(each) for each in story.title],
        **{name: passport(getattr(deal, name), "text", "not stated") for name in stated},
        "ratings": {name: passport(each, "text") for name, each in deal.ratings.items()},
        **{
            name: passport(getattr(priced, name), form.unit, priced.why.get(name, ""))
            for name, form in _DEAL_FIGURES.items()
        },
        "tranches": [_tranche(priced, n) for n in range(len(priced.tranches))],
        "checks": [_check(each) for each in checks],
        "checks_passed": sum(c.verdict is Verdict.AGREES for c in _rederived(checks)),
        "checks_possible": len(list(_rederived(checks))),
        "sections": [_section(each) for each in story.sections],
        "problems": [
            {"figure": p.figure, "reason": p.reason.value, "message": p.message}
            for p in story.problems
        ],
        "sources": list(story.sources),
    }


def section_record(section: Section, problems: Sequence[Problem] = ()) -> dict[str, Any]:
    """One section as plain data, for a command that tells one part of the story."""
    told = [
        {"figure": p.figure, "reason": p.reason.value, "message": p.message}
        for p in problems
    ]
    return _section(section) | {"problems": told}


def _tranche(priced: PricedDeal, n: int) -> dict[str, Any]:
    said = [
        (name, tranche_figure(priced, priced.tranches[n], name, form))
        for _, name, form in TRANCHE_FIGURES
    ]
    return {name: passport(each.figure, each.form.unit, each.why) for name, each in said}


def _rederived(checks: Sequence[Check]) -> Iterator[Check]:
    return (
        each
        for each in checks
        if not each.crossreading and each.verdict is not Verdict.IMPOSSIBLE
    )


def _check(check: Check) -> dict[str, Any]:
    return {
        "figure": check.key,
        "check": check.what,
        "verdict": check.verdict.value,
        "message": check.message,
    }


def _section(section: Section) -> dict[str, Any]:
    lines = [each for each in section.blocks if isinstance(each, Line)]
    tables = [each for each in section.blocks if isinstance(each, Table)]
    return {
        "key": section.key,
        "heading": section.heading,
        "lines": [
            {
                "label": each.label,
                "text": spoken(each.sentence),
                "figures": _said(each.sentence),
            }
            for each in lines
        ],
        "tables": [_said_table(each) for each in tables],
    }


def _line(line: Line) -> dict[str, Any]:
    said = _said(line.sentence)
    return {"label": line.label, "text": spoken(line.sentence), "figures": said}


def _said_table(table: Table) -> dict[str, Any]:
    return {
        "key": table.key,
        "headings": list(table.headings),
        "rows": [
            [each if isinstance(each, str) else _passport(each) for each in row]
            for row in table.rows
        ],
        "total": spoken(table.total),
    }


def _said(sentence: Sentence) -> dict[str, Any]:
    return {each.key: _passport(each) for each in sentence if isinstance(each, Said)}


def _passport(said: Said) -> dict[str, Any]:
    return passport(said.figure, said.form.unit, said.why)
