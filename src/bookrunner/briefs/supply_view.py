"""Supply as sections of the story: volumes, leagues, forecasts, shares, fans, diary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.briefs.story import Form, Said, Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bookrunner.library import SupplyFacts
    from bookrunner.market.comparables import Comparable
    from bookrunner.market.diary import Entry
    from bookrunner.market.forecasts import Share
    from bookrunner.market.leagues import League
    from bookrunner.market.scenarios import Fan
    from bookrunner.market.volumes import Volume

_NO_DURATION: Final = "no tranche of the group has a duration at hand"


def volumes_section(volumes: Sequence[Volume], by: str) -> Section:
    """A row a group: gross, maturing, net, and what it is in ten-year equivalents."""
    rows: list[tuple[Said | str, ...]] = [
        (
            each.group,
            f"{each.rows}",
            Said(key=f"gross:{each.group}", figure=each.gross, form=Form.MONEY),
            Said(key=f"maturing:{each.group}", figure=each.maturing, form=Form.MONEY),
            Said(key=f"net:{each.group}", figure=each.net, form=Form.MONEY),
            Said(
                key=f"tens:{each.group}",
                figure=each.ten_year_equivalents,
                form=Form.MONEY,
                why=_NO_DURATION,
            ),
            f"{each.without_duration or ''}",
        )
        for each in volumes
    ]
    headings = (by, "rows", "gross", "maturing", "net", "10-year eq.", "no duration")
    table = Table(key="volumes", headings=headings, rows=tuple(rows))
    return _section("supply", f"Supply by {by}, dollars", table)


def league_section(league: League, of: str) -> Section:
    """Places, with full and shared credit."""
    rows: list[tuple[Said | str, ...]] = [
        (
            place.name,
            f"{place.sales}",
            Said(key=f"full:{place.name}", figure=place.full, form=Form.MONEY),
            Said(key=f"shared:{place.name}", figure=place.shared, form=Form.MONEY),
            Said(key=f"share:{place.name}", figure=place.share, form=Form.SHARE),
        )
        for place in league.places
    ]
    headings = (of, "sales", "full credit", "shared credit", "share")
    table = Table(key=f"league:{of}", headings=headings, rows=tuple(rows))
    return _section("league", f"League table by {of}", table)


def forecasts_section(told: Iterable[SupplyFacts]) -> Section:
    """What each institution expects, in its own scope."""
    rows: list[tuple[Said | str, ...]] = [
        (
            each.series,
            each.period,
            Said(key=f"forecast:{each.series}:{n}", figure=each.figure, form=Form.MONEY),
            each.institution,
        )
        for n, each in enumerate(told)
    ]
    headings = ("scope", "for", "amount", "who, when")
    table = Table(key="forecasts", headings=headings, rows=tuple(rows))
    return _section("forecasts", "Forecasts, each in its own scope", table)


def shares_section(shares: Iterable[Share], stated: Iterable[SupplyFacts]) -> Section:
    """Shares of the market under each scope, ours and those institutions state."""
    rows: list[tuple[Said | str, ...]] = [
        (
            _scope(each.part),
            _scope(each.whole),
            Said(key=f"share:{n}", figure=each.figure, form=Form.SHARE),
            "" if each.same_period else "periods differ",
        )
        for n, each in enumerate(shares)
    ]
    for each in stated:
        said = Said(key=f"stated:{each.series}", figure=each.figure, form=Form.SHARE)
        rows.append((_scope(each), "as stated by", said, each.institution))
    headings = ("part", "whole", "share", "mind")
    table = Table(key="shares", headings=headings, rows=tuple(rows))
    return _section("shares", "Share of supply, scope by scope", table)


def _scope(told: SupplyFacts) -> str:
    return f"{told.series}, {told.period}".replace(" issuance", "")


def fans_section(fans: Iterable[Fan], year: str) -> Section:
    """Cumulative supply by quarter under each forecast, with its interval."""
    quarters = (2, 5, 8, 11)
    rows: list[tuple[Said | str, ...]] = []
    for each in fans:
        cells = tuple(
            Said(key=f"fan:{each.name}:{n}", figure=each.months[n], form=Form.BILLIONS_BAND)
            for n in quarters
        )
        rows.append((each.name, *cells))
    headings = (f"$bn in {year} by the end of", "March", "June", "September", "December")
    table = Table(key="fans", headings=headings, rows=tuple(rows))
    return _section("fans", f"How {year} may arrive, forecast by forecast", table)


def diary_section(entries: Iterable[Entry]) -> Section:
    """Settlements and maturities, day by day."""
    rows: list[tuple[Said | str, ...]] = [
        (
            f"{each.day}",
            each.what,
            each.deal,
            Said(key=f"face:{each.deal}:{n}", figure=each.face, form=Form.MONEY),
        )
        for n, each in enumerate(entries)
    ]
    table = Table(key="diary", headings=("day", "what", "sale", "face"), rows=tuple(rows))
    return _section("diary", "What is priced, settles and falls due", table)


def comparables_section(found: Iterable[Comparable], of: str) -> Section:
    """The nearest bonds and why."""
    rows: list[tuple[Said | str, ...]] = [
        (
            each.candidate.deal,
            each.candidate.title,
            Said(
                key=f"spread:{each.candidate.title}",
                figure=each.candidate.spread,
                form=Form.SPREAD,
                why="neither stated nor computable from the facts at hand",
            ),
            "; ".join(each.reasons),
        )
        for each in found
    ]
    headings = ("sale", "bond", "spread then", "why")
    table = Table(key="comparables", headings=headings, rows=tuple(rows))
    return _section("comparables", f"Comparables for {of}", table)


def _section(key: str, heading: str, *blocks: Table) -> Section:
    return Section(key=key, heading=heading, blocks=blocks)
