"""Who owes compute or lease payments to whom, over which years, and who hangs on whom.

Commitments come from the library with their grades.  A schedule by year takes a profile
that nobody states, so it is assumed and said; so is the term of a contract whose years
no source gives.  Two statements of one contract are never summed: they are a conflict.
Leases not yet commenced are a stock: of two tallies the later counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Final

from bookrunner import library
from bookrunner.cited import Assumed, Computed, Problem
from bookrunner.issuers.backlogs import backlog_after
from bookrunner.issuers.known import conflict, missing, quotient, worked_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bookrunner.cited import Figure
    from bookrunner.issuers.known import Amount, Ratio
    from bookrunner.library import CommitmentFacts
    from bookrunner.units import Money

TICKERS: Final[Mapping[str, str]] = {
    "Amazon Web Services": "AMZN",
    "Amazon": "AMZN",
    "Oracle": "ORCL",
    "Microsoft Azure": "MSFT",
    "Microsoft": "MSFT",
    "Meta": "META",
    "CoreWeave": "CRWV",
    "Nvidia": "NVDA",
    "Google / Broadcom": "GOOGL",
}
"""Parties that are issuers, by the name the sources use."""

_ROOM: Final = "issuers.contracts"


class Shape(Enum):
    """How a commitment spreads over its years."""

    LEVEL = "level"  # the same every year
    RAMP = "ramp"  # rising in a straight line from the first year to the last

    def weights(self, years: int) -> list[Decimal]:
        """The share of each year; they sum to one."""
        parts = [1] * years if self is Shape.LEVEL else list(range(1, years + 1))
        return [Decimal(part) / sum(parts) for part in parts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is assumed of every schedule."""

    shape: Shape = Shape.LEVEL
    unstated_years: int | None = None  # term of a contract whose years no source gives


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """One buyer's commitment to one seller, with every statement of it."""

    buyer: str
    seller: str
    statements: tuple[CommitmentFacts, ...]  # oldest first

    @property
    def ticker(self) -> str:
        """The seller's ticker, "" for a seller that is no issuer."""
        return TICKERS.get(self.seller, "")

    @property
    def amount(self) -> Amount:
        """What is owed: the one statement, the later of two tallies, or a conflict."""
        stated = [each.amount for each in self.statements if each.amount]
        if not stated:
            return missing("commitment", f"{self.buyer} to {self.seller}: no amount stated")
        if len({figure.value for figure in stated}) > 1 and not self.is_stock:
            said = ", ".join(str(figure.value) for figure in stated)
            return conflict("commitment", f"{self.buyer} to {self.seller}: {said} stated")
        return stated[-1]

    @property
    def is_stock(self) -> bool:
        """Whether it is a tally of leases at a day, not a contract signed once."""
        return self.seller.startswith("landlords")

    @property
    def signed(self) -> date | None:
        """The day it was announced; the last of its month or year if only that is known."""
        return _last_day(self.statements[-1].announced)


def contracts(buyer: str | None = None, seller: str | None = None) -> tuple[Contract, ...]:
    """The contracts that ship, of one buyer or with one seller (name or ticker)."""
    by_pair: dict[tuple[str, str, str], list[CommitmentFacts]] = defaultdict(list)
    for each in library.commitments():
        stock = each.seller.startswith("landlords")
        when = "" if stock else each.announced
        by_pair[each.buyer, each.seller, when].append(each)
    made = (
        Contract(buyer=pair[0], seller=pair[1], statements=tuple(told))
        for pair, told in by_pair.items()
    )
    return tuple(
        each
        for each in made
        if (buyer is None or _is(each.buyer, buyer))
        and (seller is None or _is(each.seller, seller))
    )


def schedule(contract: Contract, profile: Profile) -> Mapping[int, Figure[Money]] | Problem:
    """What falls due in each year, under a stated profile.

    It starts in the year the source gives, else in that of the announcement.
    """
    amount = contract.amount
    if isinstance(amount, Problem):
        return amount
    years = _years(contract, profile)
    if isinstance(years, Problem):
        return years
    first = _first_year(contract)
    if isinstance(first, Problem):
        return first
    shape = Assumed(profile.shape.value, "no source states how payments spread")
    by = f"{_ROOM}.schedule: {profile.shape.value} over {years.value} years"
    inputs = (amount, years, first, shape)
    return {
        first.value + n: Computed(amount.value * weight, by, inputs)
        for n, weight in enumerate(profile.shape.weights(years.value))
    }


def owed_by_year(
    schedules: Iterable[Mapping[int, Figure[Money]]],
) -> dict[int, Figure[Money]]:
    """Several schedules as one."""
    by_year: dict[int, list[Figure[Money]]] = defaultdict(list)
    for each in schedules:
        for year, figure in each.items():
            by_year[year].append(figure)
    return {
        year: Computed(
            sum((f.value for f in told[1:]), told[0].value), f"{_ROOM}: {year}", tuple(told)
        )
        for year, told in sorted(by_year.items())
    }


def backlog_share(buyer: str, ticker: str) -> Ratio:
    """The share of a seller's backlog that one buyer's contracts would be.

    An upper bound of sorts: the contract as announced, over the first backlog stated
    after it, as if none of it had been delivered and all of it counted.
    """
    owed = [each for each in contracts(buyer=buyer) if each.ticker == ticker]
    if not owed:
        return missing("backlog_share", f"no contract of {buyer} with {ticker} at hand")
    signed = max((each.signed for each in owed if each.signed), default=None)
    if signed is None:
        return missing("backlog_share", f"{buyer} and {ticker}: no day of signing is known")
    backlog = backlog_after(ticker, signed)
    return worked_out(
        f"{_ROOM}.backlog_share: contracts of {buyer} over the backlog stated next",
        lambda stated, *amounts: sum(quotient(each, stated) for each in amounts),
        backlog,
        *(each.amount for each in owed),
        as_of=None if isinstance(backlog, Problem) else backlog.as_of,
    )


def _is(name: str, wanted: str) -> bool:
    return wanted.casefold() in {name.casefold(), TICKERS.get(name, name).casefold()}


def _years(contract: Contract, profile: Profile) -> Figure[int] | Problem:
    stated = contract.statements[-1].years
    pair = f"{contract.buyer} to {contract.seller}"
    if stated.isdigit():
        by = f"{_ROOM}: years as the source gives them"
        amount = contract.amount
        return Computed(int(stated), by, () if isinstance(amount, Problem) else (amount,))
    if profile.unstated_years is None:
        said = f"{pair}: a term of {stated} years" if stated else f"{pair}: no term"
        return missing("years", f"{said} is stated; set one to see a schedule")
    return Assumed(profile.unstated_years, "no source gives one term; set by the reader")


def _first_year(contract: Contract) -> Figure[int] | Problem:
    about = contract.statements[-1]
    for told, how in ((about.start, "start"), (about.announced, "announcement")):
        if found := re.match(r"(\d{4})", told):
            if how == "start":
                return Computed(int(found[1]), f"{_ROOM}: the year the source gives", ())
            return Assumed(int(found[1]), "no start stated: the year of the announcement")
    return missing("start", f"{contract.buyer} to {contract.seller}: no year is stated")


def _last_day(told: str) -> date | None:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", told):
        return date.fromisoformat(told)
    if found := re.fullmatch(r"(\d{4})-(\d{2})", told):
        following = date(int(found[1]) + int(found[2]) // 12, int(found[2]) % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    return date(int(told), 12, 31) if told.isdigit() else None
