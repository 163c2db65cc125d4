"""Quarters out of what filings state: three months, or a year to date less the last.

Cash-flow statements run from the start of the fiscal year, and the fourth quarter is
stated nowhere: it is the year less nine months.  A quarter is refused, with a problem
that says why, where

1. one statement is a thousand or a million times another of the same figure,
2. the two ends of a difference come from different vintages (`vintages.of_two_minds`),
3. a stated quarter and the difference do not agree,
4. the four quarters of a fiscal year do not sum to the year,
5. it overlaps another, as when a company changes its fiscal year,
6. it is hundreds of times both its neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Final, TypeAlias

from bookrunner.cited import Computed, Problem, Reading
from bookrunner.issuers.known import conflict, implausible
from bookrunner.issuers.vintages import Vintage, contexts, of_two_minds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from bookrunner.cited import Figure
    from bookrunner.issuers.companyfacts import Fact
    from bookrunner.issuers.known import Amount
    from bookrunner.issuers.vintages import Context
    from bookrunner.units import Money

QUARTER: Final = range(75, 121)  # days: 12 to 16 weeks, three months
YEAR: Final = range(350, 381)  # days: 52 or 53 weeks, twelve months
_SCALES: Final = (Decimal(1000), Decimal(1_000_000))
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """One quarter's figure and the days it covers."""

    start: date
    end: date
    amount: Figure[Money]

    @property
    def value(self) -> Decimal:
        """The bare amount, units of the currency."""
        return self.amount.value.amount


Spans: TypeAlias = "dict[tuple[date, date], Context]"
Refusal: TypeAlias = "Callable[[Quarter], Problem | None]"


def quarters(
    facts: Iterable[Fact], *, vintage: Vintage = Vintage.AS_RESTATED
) -> Reading[tuple[Quarter, ...]]:
    """The quarters of one concept in one currency, oldest first, and those refused."""
    spans, problems = _sound_spans(facts)
    candidates: dict[tuple[date, date], list[Amount]] = defaultdict(list)
    for period, context in spans.items():
        if _days(*period) in QUARTER:
            candidates[period].append(context.fact(vintage).cited())
    for period, amount in _differences(spans, vintage):
        candidates[period].append(amount)
    slack = _slack(spans.values())
    found: list[Quarter] = []
    for period in sorted(candidates):
        amount = _settled(period, candidates[period], slack)
        if isinstance(amount, Problem):
            problems.append(amount)
        else:
            found.append(Quarter(start=period[0], end=period[1], amount=amount))
    for rule in (_overlaps, _outsize):
        problems += rule(found)
    problems += _torn_years(found, spans, vintage, slack)
    return Reading(tuple(found), tuple(dict.fromkeys(problems)))


def _sound_spans(facts: Iterable[Fact]) -> tuple[Spans, list[Problem]]:
    """Stretches of days with what was stated of them, less those of doubtful scale."""
    spans: Spans = {}
    problems: list[Problem] = []
    for (start, end), context in contexts(facts).items():
        if start is None:
            continue
        if misscaled(context):
            concept = context.facts[0].concept
            said = f"statements for the period to {end} differ by a factor of a thousand"
            problems.append(implausible(concept, f"{said} or more"))
        else:
            spans[start, end] = context
    return spans, problems


def misscaled(context: Context) -> bool:
    """Whether two statements of one figure differ by exactly a thousand or a million."""
    pairs = permutations(context.values, 2)
    return any(small and big / small in _SCALES for small, big in pairs)


def _differences(
    spans: Spans, vintage: Vintage
) -> Iterator[tuple[tuple[date, date], Amount]]:
    """Each year to date less a shorter one that began the same day."""
    for (start, end), longer in spans.items():
        for (other, until), shorter in spans.items():
            if other != start or _days(until, end) - 1 not in QUARTER:
                continue
            if of_two_minds(shorter, longer, vintage):
                yield (until + _DAY, end), _mixed(longer, until)
            else:
                yield (until + _DAY, end), _difference(longer, shorter, vintage)


def _difference(longer: Context, shorter: Context, vintage: Vintage) -> Figure[Money]:
    whole, part = longer.fact(vintage).cited(), shorter.fact(vintage).cited()
    by = "issuers.quarters: the year to date less the year to date before"
    end = longer.facts[0].end
    return Computed(whole.value - part.value, by, (whole, part), end)


def _mixed(longer: Context, until: date) -> Problem:
    fact = longer.facts[0]
    said = f"quarter to {fact.end}: the periods to {until} and to {fact.end}"
    return conflict(fact.concept, f"{said} come from different vintages; one was restated")


def _settled(period: tuple[date, date], told: list[Amount], slack: Decimal) -> Amount:
    """The one value of a quarter: stated before worked out, refused where they differ."""
    figures = [each for each in told if not isinstance(each, Problem)]
    if not figures:
        return told[0]
    values = [each.value.amount for each in figures]
    if max(values) - min(values) > slack:
        concept = _concept_of(figures[0])
        said = f"quarter to {period[1]}: {values[0]:,} stated"
        return conflict(concept, f"{said}, {values[-1]:,} as a difference")
    return figures[0]


def _overlaps(found: list[Quarter]) -> list[Problem]:
    """Quarters that share days are taken out of *found*, all of them."""
    clashing = [
        each
        for each in found
        if any(o is not each and o.start <= each.end and each.start <= o.end for o in found)
    ]
    return _take_out(
        found, clashing, "overlaps another quarter: did the fiscal year change?"
    )


def _outsize(found: list[Quarter], times: int = 300) -> list[Problem]:
    """A quarter hundreds of times both its neighbours is a matter of scale, not trade."""
    odd = [
        here
        for before, here, after in zip(found, found[1:], found[2:], strict=False)
        if abs(here.value) > times * max(abs(before.value), abs(after.value))
        and before.value
        and after.value
    ]
    return _take_out(found, odd, f"is over {times} times both its neighbours: its scale?")


def _torn_years(
    found: list[Quarter], spans: Spans, vintage: Vintage, slack: Decimal
) -> list[Problem]:
    """Where four quarters do not sum to the year they tile, none of the four is given."""
    problems: list[Problem] = []
    for (start, end), context in spans.items():
        inside = [q for q in found if start <= q.start and q.end <= end]
        if _days(start, end) not in YEAR or not _tile(inside, start, end):
            continue
        total = sum((q.value for q in inside), Decimal(0))
        year = context.fact(vintage).value
        if abs(total - year) > 2 * slack:
            said = f"is refused: its year's quarters sum to {total:,}, the year is {year:,}"
            problems += _take_out(found, inside, said)
    return problems


def _tile(inside: list[Quarter], start: date, end: date) -> bool:
    if len(inside) != 4 or inside[0].start != start or inside[-1].end != end:
        return False
    return all(left.end + _DAY == right.start for left, right in pairwise(inside))


def _take_out(found: list[Quarter], bad: list[Quarter], said: str) -> list[Problem]:
    for each in bad:
        found.remove(each)
    return [
        conflict(_concept_of(each.amount), f"quarter to {each.end} {said}") for each in bad
    ]


def _concept_of(figure: Figure[Money]) -> str:
    """The concept a figure was filed under, from its passport or that of its inputs."""
    while isinstance(figure, Computed):
        figure = figure.inputs[0]
    told = getattr(figure, "citation", None)
    return told.document.split()[0].partition(":")[2] if told else "quarter"


def _slack(known: Iterable[Context]) -> Decimal:
    """Rounding that three figures of this concept may carry: half a unit each."""
    values = [fact.value for context in known for fact in context.facts if fact.value]
    unit = min((_granularity(value) for value in values), default=Decimal(1))
    return unit * 3 / 2


def _granularity(value: Decimal) -> Decimal:
    digits = value.normalize().as_tuple().exponent
    return Decimal(10) ** digits if isinstance(digits, int) else Decimal(1)


def _days(start: date, end: date) -> int:
    return (end - start).days + 1
