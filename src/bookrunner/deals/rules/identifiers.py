"""CUSIPs and ISINs, known by their shape and their check digit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules.rule import Found, Rule, Scope

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage

_ISIN: Final = re.compile(r"\b[A-Z]{2}\s?(?:[0-9A-Z]\s?){9}[0-9]\b")
# Of a foreign issuer the first is a letter (CINS).
_CUSIP: Final = re.compile(r"\b[0-9A-Z][0-9][0-9A-Z]{4}\s?[0-9A-Z]{2}\s?[0-9]\b")
_COMMON_CODE: Final = re.compile(r"common\s+codes?", re.IGNORECASE)


def read_identifiers(value: Passage, label: Passage) -> Outcome:
    """The CUSIP and the ISIN among the words; nine figures may be a common code."""
    common = label.search(_COMMON_CODE) or value.search(_COMMON_CODE)
    isins = []
    for found in value.finditer(_ISIN):
        code = "".join(found[0].split())
        if isin_check_digit(code[:11]) == code[11]:
            isins.append(found.span())
            yield Found("isin", code, value.group(found), "identifiers.isin")
    for found in value.finditer(_CUSIP):
        code = "".join(found[0].split())
        inside = any(start <= found.start() < end for start, end in isins)
        if inside or (common and code.isdigit()):
            continue
        if cusip_check_digit(code[:8]) == code[8]:
            yield Found("cusip", code, value.group(found), "identifiers.cusip")


def cusip_check_digit(body: str) -> str:
    """The ninth character of a CUSIP, from the first eight (modulus 10, double add double).

    >>> cusip_check_digit("03783310")
    '0'
    """
    total = 0
    for place, character in enumerate(body):
        number = int(character, 36) * (1 + place % 2)
        total += number // 10 + number % 10
    return str(-total % 10)


def isin_check_digit(body: str) -> str:
    """The twelfth character of an ISIN, from the first eleven (ISO 6166, Luhn).

    >>> isin_check_digit("US037833100")
    '5'
    """
    digits = "".join(str(int(character, 36)) for character in body)
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 - place % 2)
        total += number // 10 + number % 10
    return str(-total % 10)


RULE: Final = Rule(
    "identifiers",
    r"(?:(?:cusips?|isins?|common\scodes?|identifiers?|numbers?|nos?|and|security|securities|wkn|sedol|codes?"
    r"|144a|reg\ss|identification|global|note)\s?)+",
    read_identifiers,
    Scope.ONE,
)
