"""Interest told in one breath: the rate, the days it is paid, and how they count.

“4.500%, accruing from ..., payable semi-annually on March 15 and September 15, ...”
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules.coupon import LABELS, read_coupon
from bookrunner.deals.rules.day_count import read_day_count
from bookrunner.deals.rules.interest_dates import read_interest_dates
from bookrunner.deals.rules.reset import read_reset
from bookrunner.deals.rules.rule import Rule

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage

_PAID: Final = re.compile(r"\b(?:payable|paid)\b(?:[^.;]|\.(?=\d))*", re.IGNORECASE)


def read_interest(value: Passage, label: Passage) -> Outcome:
    """The rate; and behind “payable”, the days; and how they count."""
    yield from read_coupon(value, label)
    yield from read_day_count(value, label)
    yield from read_reset(value, label)
    if paid := value.search(_PAID):
        yield from read_interest_dates(value.group(paid), label)


RULE: Final = Rule(
    "coupon",
    rf"{LABELS}|(?:interest(?:\srates?)?|coupons?)(?:\sand)?\s(?:interest\s)?payment\s(?:dates?|terms?)"
    r"(?:\sand\sinterest\sreset\sdates?)?|(?:interest|coupon)(?:\srate)?\sprovisions?|payment\sof\sinterest",
    read_interest,
)
