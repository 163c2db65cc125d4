"""How a tranche pays: told from its title first, then from its terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.deals.deal import Kind
from bookrunner.deals.rules import Found
from bookrunner.deals.rules.grammar import DAY, PERCENTS, day_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.deals.tranches import Name

_TOLD: Final = [
    (re.compile(r"\bconvertible|exchangeable", re.IGNORECASE), Kind.CONVERTIBLE),
    (re.compile(r"\bzero[\s-]coupon", re.IGNORECASE), Kind.ZERO),
    (
        re.compile(
            r"fixed(?:[\s-]+rate)?[\s-]*(?:\bto\b[\s-]*|/\s*)floating", re.IGNORECASE
        ),
        Kind.FIXED_TO_FLOATING,
    ),
    (re.compile(r"fixed[\s-]to[\s-]fixed|\breset", re.IGNORECASE), Kind.FIXED_TO_FIXED),
    (re.compile(r"\bfloating|\bvariable\s+rate|\bFRNs?\b", re.IGNORECASE), Kind.FLOATING),
    (re.compile(r"\bfixed[\s-]+rate\b", re.IGNORECASE), Kind.FIXED),
]
_DUE_ON: Final = re.compile(rf"\bdue\s+(?:on\s+)?(?P<day>{DAY})", re.IGNORECASE)


def kind_found(name: Name, witnesses: Mapping[str, list[Found]]) -> Found | None:
    """The kind, with the words that tell it; None where nothing does."""
    for pattern, kind in _TOLD:
        if found := name.title.search(pattern):
            return Found("kind", kind, name.title.group(found), "kind.title")
    if told := witnesses.get("kind"):
        return told[0]
    return _from_rates(name, witnesses) or _from_quotes(witnesses)


def _from_rates(name: Name, witnesses: Mapping[str, list[Found]]) -> Found | None:
    """Told from the coupon and the index."""
    coupon, index = witnesses.get("coupon"), witnesses.get("floating_index")
    if index:
        kind = (
            Kind.FIXED_TO_FLOATING
            if coupon or name.marks.rate is not None
            else Kind.FLOATING
        )
        return Found("kind", kind, index[0].passage, "kind.index")
    if coupon:
        kind = Kind.ZERO if coupon[0].value == 0 else Kind.FIXED
        return Found("kind", kind, coupon[0].passage, "kind.coupon")
    if name.marks.rate is not None:
        return Found("kind", Kind.FIXED, title_coupon(name).passage, "kind.title_coupon")
    return None


def _from_quotes(witnesses: Mapping[str, list[Found]]) -> Found | None:
    """Told from how it is quoted.

    No floater is quoted at a yield, or at a spread over a government bond or a swap.
    """
    for figure in ("yield_to_maturity", "spread_at_pricing", "spread_to_midswap"):
        if told := witnesses.get(figure):
            return Found("kind", Kind.FIXED, told[0].passage, f"kind.{figure}")
    return None


def title_maturity(name: Name) -> Found | None:
    """The day of maturity, where the title gives it whole."""
    due = name.title.search(_DUE_ON)
    if due is None:
        return None
    when = name.title.group(due, "day")
    return Found("maturity", day_of(when.words), when, "maturity.title")


def title_coupon(name: Name) -> Found:
    """The coupon that stands in the title."""
    found = name.title.search(PERCENTS)
    assert found is not None, "called for titles with a rate"  # noqa: S101 # the caller has seen the rate
    return Found("coupon", name.marks.rate, name.title.group(found), "coupon.title")
