"""The brief: all of it as a story in passports, words, charts and pages.

Deals and what the rooms below say of them come in; a story, then a terminal view, one
HTML file, or JSON goes out.  A bare number cannot be drawn here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bookrunner.briefs.audit import audited
from bookrunner.briefs.borrower import borrower_section
from bookrunner.briefs.charts import faces_by_maturity, yields_against_curve
from bookrunner.briefs.market_section import market_sections
from bookrunner.briefs.sale import sale_section, sale_title
from bookrunner.briefs.story import Story
from bookrunner.briefs.verdicts import said_section
from bookrunner.cited import Problem, Reason
from bookrunner.deals.check import check_deal, disagreements
from bookrunner.deals.crosscheck import cross_readings
from bookrunner.deals.priced import priced

if TYPE_CHECKING:
    from bookrunner.bonds import ParCurve
    from bookrunner.cited import Reported
    from bookrunner.deals import Deal
    from bookrunner.deals.check import Check
    from bookrunner.deals.priced import PricedDeal

__all__ = ["Brief", "brief"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A deal priced, checked and told."""

    priced: PricedDeal
    checks: tuple[Check, ...]
    story: Story

    def __str__(self) -> str:
        """The first screen, as plain text."""
        from bookrunner.briefs.terminal import text

        return text(self.story)

    def _repr_html_(self) -> str:
        """The page, for a notebook: no script in it."""
        from bookrunner.briefs.page import page

        return page(self.story)


def brief(deal: Deal, curve: Reported[ParCurve] | None) -> Brief:
    """The brief of a deal, given the Treasury par curve of its pricing day."""
    worked_out = priced(deal, curve)
    checks = check_deal(deal) + cross_readings(deal)
    sale = sale_section(worked_out, checks)
    pictures = (yields_against_curve(worked_out, curve), faces_by_maturity(worked_out))
    sections = (
        replace(sale, blocks=(*sale.blocks, *pictures)),
        borrower_section(deal),
        *market_sections(worked_out, curve),
        said_section(audited(deal)),
    )
    story = Story(
        deal_id=deal.deal_id,
        title=sale_title(worked_out),
        sections=tuple(each for each in sections if each is not None),
        problems=(*deal.problems, *disagreements(checks), *_without_curve(deal, curve)),
        sources=_sources(deal, curve),
    )
    return Brief(priced=worked_out, checks=checks, story=story)


def _without_curve(deal: Deal, curve: Reported[ParCurve] | None) -> tuple[Problem, ...]:
    if curve is not None:
        return ()
    day = f"{deal.pricing_date.value}" if deal.pricing_date else "an unknown pricing day"
    told = f"no Treasury curve of {day} at hand; `bookrunner sync --curves` fetches it"
    return (Problem("g_spread", Reason.MISSING, told),)


def _sources(deal: Deal, curve: Reported[ParCurve] | None) -> tuple[str, ...]:
    documents = len(deal.documents)
    told = [f"{documents} document{'' if documents == 1 else 's'}"] if documents else []
    if curve is not None:
        place = curve.source.split("//")[-1].split("/")[0]
        told.append(f"{place}, Treasury par curve of {curve.value.day}")
    return tuple(told)
