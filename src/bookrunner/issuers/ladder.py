"""The debt ladder: what falls due in which year, before a deal and after.

Rungs come from deals, and from a list of the user's own.  What the balance sheet owes
beyond the rungs at hand is shown as a residual, not spread over years it may not belong
to.  A rung in another currency is named and left out: converting it takes a rate and a
day that nobody stated.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

from bookrunner.cited import Computed, Reading, Reported
from bookrunner.errors import UnreadableError
from bookrunner.issuers.known import implausible, missing, unsupported, worked_out
from bookrunner.library import curve_sales
from bookrunner.units import Money, day, money, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bookrunner.cited import Figure, Problem
    from bookrunner.deals import Deal, Tranche
    from bookrunner.issuers.known import Amount, Ratio

_DUE: Final = re.compile(r"\bdue (?:[A-Z][a-z]+ (?:\d{1,2}, )?)?(\d{4})\b")
_YEAR: Final = 365.25
_ROOM: Final = "issuers.ladder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One bond outstanding: what is owed, when, and at what coupon."""

    name: str
    face: Figure[Money]
    year: Figure[int]  # in which it falls due
    maturity: Figure[date] | None  # None where only the year is known
    coupon: Figure[Decimal] | None  # None of a floater, or where nobody states it
    sold: date | None = None  # settled; None where nobody says, so long ago

    @property
    def due(self) -> date:
        """The day it falls due, the middle of the year where only that is known."""
        return self.maturity.value if self.maturity else date(self.year.value, 7, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDebt:
    """What a balance sheet says is owed."""

    amount: Amount
    day: date
    long_term_only: bool = False  # it leaves out what falls due within a year


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """What a borrower owes by year: rungs before a deal, the deal, and the rest."""

    before: tuple[Rung, ...]
    new: tuple[Rung, ...]
    stated: StatedDebt
    currency: str
    problems: tuple[Problem, ...] = ()

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """All of them, the new ones last."""
        return self.before + self.new

    @property
    def residual(self) -> Amount:
        """Debt on the balance sheet that no rung at hand explains."""
        day, soon = self.stated.day, self.stated.day + timedelta(days=365)
        counted = [
            rung.face
            for rung in self.before
            if (not rung.sold or rung.sold <= day)
            and not (self.stated.long_term_only and rung.due <= soon)
        ]
        return worked_out(
            f"{_ROOM}: debt of the balance sheet less the rungs at hand",
            lambda stated, *faces: _left_over(stated, faces),
            self.stated.amount,
            *counted,
            as_of=day,
        )

    def by_year(self) -> dict[int, tuple[Figure[Money], Figure[Money]]]:
        """Year -> owed before the deal, and with it; years with nothing are left out."""
        years = sorted({rung.year.value for rung in self.rungs})
        return {
            year: (_due_in(year, self.before, self), _due_in(year, self.rungs, self))
            for year in years
        }


def ladder(
    held: Iterable[Rung], new: Iterable[Rung], stated: StatedDebt, *, currency: str = "USD"
) -> Ladder:
    """A ladder of the rungs still owed on the day of the balance sheet, in one currency."""
    told: list[Problem] = []
    sides: list[tuple[Rung, ...]] = []
    for side in (held, new):
        alive = [rung for rung in side if rung.due > stated.day]
        told += _foreign(alive, currency)
        ours = [r for r in alive if r.face.value.currency == currency]
        sides.append(tuple(sorted(ours, key=lambda rung: rung.due)))
    return Ladder(
        before=sides[0],
        new=sides[1],
        stated=stated,
        currency=currency,
        problems=tuple(told),
    )


def rungs_of(deal: Deal) -> Reading[tuple[Rung, ...]]:
    """The tranches of a deal as rungs, and those whose size or year nobody states."""
    rungs: list[Rung] = []
    problems: list[Problem] = []
    sold = deal.settlement_date.value if deal.settlement_date else None
    for place, tranche in enumerate(deal.tranches, start=1):
        year = year_due(tranche)
        if tranche.face is None or year is None:
            lacking = "size" if tranche.face is None else "year"
            said = (
                f"tranche {place} of {deal.deal_id} states no {lacking}: not on the ladder"
            )
            problems.append(missing(f"ladder:{deal.deal_id}:{place}", said))
            continue
        rung = Rung(
            name=tranche.title.value if tranche.title else f"{deal.deal_id} #{place}",
            face=tranche.face,
            year=year,
            maturity=tranche.maturity,
            coupon=tranche.coupon,
            sold=sold,
        )
        rungs.append(rung)
    return Reading(tuple(rungs), tuple(problems))


def rungs_sold(ticker: str, by: date) -> tuple[Rung, ...]:
    """What a borrower's listed sales up to a day still owe, where their terms are told.

    As sold: what was bought back or exchanged since is not at hand.
    """
    return tuple(
        Rung(
            name=f"{100 * each.coupon.value:.3f}% due {each.due}",
            face=each.face,
            year=Reported(each.due, each.face.source, each.face.as_of, each.face.grade),
            maturity=each.maturity,
            coupon=each.coupon,
            sold=sale.sold,
        )
        for sale in curve_sales()
        for each in sale.tranches
        if sale.ticker == ticker and sale.sold <= by and each.coupon
    )


def rungs_listed(text: str, name: str) -> tuple[Rung, ...]:
    r"""The user's own list: CSV with the columns ``maturity,face,coupon``.

    Optional columns are ``currency`` (dollars where absent), ``title`` and ``settled``.

    Raises:
        UnreadableError: a column is missing or a cell is no such figure.

    >>> text = "maturity,face,coupon\n2027-08-22,1000000000,3.150%\n"
    >>> rungs_listed(text, "mine.csv")[0].year.value
    2027
    """
    table = csv.DictReader(StringIO(text))
    needed = {"maturity", "face", "coupon"}
    if not needed <= set(table.fieldnames or ()):
        raise UnreadableError(
            expected="a list with the columns maturity, face, coupon",
            seen=", ".join(table.fieldnames or ()) or "an empty file",
        )
    return tuple(_listed(row, name) for row in table)


def weighted_coupon(rungs: Sequence[Rung]) -> Ratio:
    """The mean coupon of the rungs whose coupon is known, by face."""
    priced = [r for r in rungs if r.coupon]
    return _weighted("weighted_coupon", priced, lambda rung: float(_coupon(rung)))


def weighted_maturity(rungs: Sequence[Rung], on: date) -> Ratio:
    """The mean years to maturity, by face, days over 365.25."""
    return _weighted("weighted_maturity", rungs, lambda rung: (rung.due - on).days / _YEAR)


def annual_interest(rungs: Sequence[Rung]) -> Amount:
    """A year of coupons on every rung; a rung without one gives a problem."""
    bare = [rung for rung in rungs if rung.coupon is None]
    if bare or not rungs:
        said = f"{bare[0].name} states no coupon" if bare else "no bonds"
        return missing("annual_interest", said)
    inputs = [figure for rung in rungs for figure in (rung.face, rung.coupon) if figure]
    paid = [rung.face.value * _coupon(rung) for rung in rungs]
    return Computed(
        sum(paid[1:], paid[0]), f"{_ROOM}: face x coupon, summed", tuple(inputs)
    )


def refinancing_cost(
    rungs: Sequence[Rung], yield_today: Figure[float], on: date, *, within: float
) -> Amount:
    """Interest a year more (or less) if what falls due *within* years rolls today.

    *yield_today* is what the borrower would pay now, at the tenor it would choose.
    """
    soon = [r for r in rungs if r.coupon and 0 < (r.due - on).days / _YEAR <= within]
    if not soon:
        said = f"no bond at hand with a known coupon falls due within {within:g} years"
        return missing("refinancing_cost", said)
    extra = [r.face.value * (Decimal(repr(yield_today.value)) - _coupon(r)) for r in soon]
    inputs = [figure for r in soon for figure in (r.face, r.coupon) if figure]
    by = f"{_ROOM}: face due x (yield of today - coupon)"
    return Computed(sum(extra[1:], extra[0]), by, (yield_today, *inputs), on)


def year_due(tranche: Tranche) -> Figure[int] | None:
    """The year a tranche falls due: of its maturity, or as its title says."""
    if tranche.maturity:
        by = "the year of the maturity"
        return Computed(tranche.maturity.value.year, by, (tranche.maturity,))
    found = _DUE.search(tranche.title.value) if tranche.title else None
    if found is None or tranche.title is None:
        return None
    return Computed(int(found[1]), "the year in the title", (tranche.title,))


def _due_in(year: int, rungs: Iterable[Rung], of: Ladder) -> Figure[Money]:
    faces = tuple(rung.face for rung in rungs if rung.year.value == year)
    owed = sum((face.value for face in faces), Money(Decimal(0), of.currency))
    return Computed(owed, f"{_ROOM}: face falling due in {year}", faces)


def _left_over(stated: Money, faces: Sequence[Money]) -> Money | Problem:
    left = stated
    for face in faces:
        left = left - face
    if left.amount < 0:
        said = f"the rungs at hand exceed the debt stated ({stated}) by {-left.amount:,}"
        return implausible("residual", said)
    return left


def _foreign(rungs: Iterable[Rung], currency: str) -> list[Problem]:
    """What is owed in other currencies, one line each."""
    others: dict[str, list[Money]] = defaultdict(list)
    for rung in rungs:
        others[rung.face.value.currency].append(rung.face.value)
    others.pop(currency, None)
    return [
        unsupported(
            "ladder",
            f"{len(faces)} bonds of {_summed(faces)} are not in {currency}, and left out",
        )
        for faces in others.values()
    ]


def _summed(faces: Sequence[Money]) -> Money:
    return sum(faces[1:], faces[0])


def _listed(row: dict[str, Any], name: str) -> Rung:
    def reported(value: Any) -> Reported[Any]:
        return Reported(value, f"the user's list {name}", None, "B")

    due = day(row["maturity"])
    coupon = row["coupon"].strip()
    settled = (row.get("settled") or "").strip()
    return Rung(
        name=(row.get("title") or "").strip() or f"due {due}",
        face=reported(money(row["face"], (row.get("currency") or "USD").strip())),
        year=reported(due.year),
        maturity=reported(due),
        coupon=reported(percent(coupon)) if coupon else None,
        sold=day(settled) if settled else None,
    )


def _coupon(rung: Rung) -> Decimal:
    return rung.coupon.value if rung.coupon else Decimal("NaN")


def _weighted(name: str, rungs: Sequence[Rung], measure: Callable[[Rung], float]) -> Ratio:
    faces: dict[str, float] = defaultdict(float)
    whole = 0.0
    for rung in rungs:
        face = float(rung.face.value.amount)
        whole += face * measure(rung)
        faces[rung.face.value.currency] += face
    if len(faces) != 1 or not sum(faces.values()):
        return missing(name, "no bonds of one currency whose terms are known")
    inputs: list[Figure[Any]] = [rung.face for rung in rungs]
    inputs += [rung.coupon for rung in rungs if rung.coupon]
    mean = whole / sum(faces.values())
    return Computed(mean, f"{_ROOM}.{name}: mean by face", tuple(inputs))
