"""Interest dates: when coupons are paid, how often, and when first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules.grammar import DAYS, DAYS_OF_YEAR, day_of, day_of_year
from bookrunner.deals.rules.rule import Found, Rule

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage

_BEGINNING: Final = re.compile(
    r"\b(?:commencing|beginning|starting|begins?|first\s+(?:such\s+)?(?:payment|coupon|interest)\b"
    r"[^.;]{0,50}?|with\s+the\s+first[^.;]{0,60}?|(?<!accrue\s)(?<!accrues\s)(?<!accruing\s)(?<!accrued\s)from)\b[\s,]*(?:(?:on|with|in|being|is|will\s+be|to\s+be)"
    r"\b\s*)*(?:or\s+about\s+)?",
    re.IGNORECASE,
)
# What is paid once a fixed rate has run out is another figure.
_FLOATING_PERIOD: Final = re.compile(
    r"floating[\s-]rate\s+(?:coupon|(?:interest\s+)?(?:period|interest\s+payment\s+date))",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(r"\b(?:first|initial)\b", re.IGNORECASE)
_FREQUENCIES: Final = [
    (re.compile(r"semi[\s-]?annual|twice\s+a\s+year|half[\s-]?yearly", re.IGNORECASE), 2),
    (re.compile(r"\bquarterly\b", re.IGNORECASE), 4),
    (re.compile(r"\bmonthly\b", re.IGNORECASE), 12),
    (re.compile(r"\bannual", re.IGNORECASE), 1),
]
_ASIDE: Final = re.compile(
    r"\b(?:record\s+date|business\s+day|subject\s+to|adjusted|to,?\s+but\s+excluding"
    r"|until|through\s+and|up\s+to|maturity\s+date|accru)",
    re.IGNORECASE,
)


def read_interest_dates(value: Passage, label: Passage) -> Outcome:
    """The days of the year, the frequency, and the first coupon; of the fixed period."""
    if _FLOATING_PERIOD.search(label.words):
        return
    if _FIRST.search(label.words) and (stated := value.match(DAYS)):
        yield _first(value.group(stated))
        return
    if later := value.search(_FLOATING_PERIOD):
        value = value.between(value.start, later.start())
    begin = value.search(_BEGINNING)
    first = _first_coupon(value, begin, label)
    if first:
        yield first
    stop = begin.start() if begin and first else _aside(value)
    regular = value.between(value.start, stop)
    days = [
        regular.group(found)
        for found in regular.finditer(DAYS_OF_YEAR)
        if not DAYS.match(value.text, found.start(), value.end)
    ]
    if first and not begin:
        days = [day for day in days if day.start != first.passage.start]
    if days:
        every = regular.between(days[0].start, days[-1].end)
        read = tuple(dict.fromkeys(day_of_year(day.words) for day in days))
        yield Found("interest_dates", read, every, "interest_dates.stated")
    yield from _frequency(value)


def _first_coupon(
    value: Passage, begin: re.Match[str] | None, label: Passage
) -> Found | None:
    if begin is None and "first" not in label.words.lower():
        return None
    rest = value.between(begin.end() if begin else value.start, value.end)
    found = rest.match(DAYS)
    if found is None:
        return None
    return _first(rest.group(found))


def _first(words: Passage) -> Found:
    return Found("first_coupon", day_of(words.words), words, "first_coupon.stated")


def _aside(value: Passage) -> int:
    found = value.search(_ASIDE)
    return found.start() if found else value.end


def _frequency(value: Passage) -> Outcome:
    for pattern, times in _FREQUENCIES:
        if found := value.search(pattern):
            yield Found("frequency", times, value.group(found), "frequency.stated")
            return


RULE: Final = Rule(
    "interest_dates",
    r"(?:interest|coupon)(?:\spayment|\spaying|\spay)?\s(?:dates?|frequency|periods?)"
    r"(?:\sand\s(?:frequency|interest\sreset\sdates?))?|(?:regular\s)?payment\sdates?|(?:coupon|interest)\spayments?"
    r"|(?:interest\s|coupon\s)?payment\sfrequency|dates?\sof\sinterest\spayments?|interest\spayable"
    r"|(?:first|initial)\s(?:coupon|interest)(?:\spayment)?(?:\sdate)?|interest\spayment"
    r"|(?:first|initial)\s(?:payment|coupon\spayment)\sdate|frequency\sof\s(?:interest\s)?payments?",
    read_interest_dates,
)
