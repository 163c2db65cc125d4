"""Benchmarks: the government security priced against, its price and its yield."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules.coupon import INDEX
from bookrunner.deals.rules.grammar import percent_of, price_of
from bookrunner.deals.rules.rule import Found, Rule
from bookrunner.errors import UnreadableError
from bookrunner.units import treasury_price

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage

_TICKS: Final = re.compile(
    r"\b\d{2,3}\s?[-\u2013:]\s?\d{2}(?:\s?\+|\s?[1357]\s?[/\u2044]\s?[248]|\s?[¼½¾⅛⅜⅝⅞]|[0-7](?!\d))?(?![\d%])"
)
# Behind a price a slash parts and is no fraction: 105-26+/2.713%.
_SWAP: Final = re.compile(r"\bmid[\s-]?(?:market\s+)?swaps?\b", re.IGNORECASE)
_YIELD: Final = re.compile(
    r"(?:(?<![\w.)])[-\u2013]\s?)?(?<![\d.,])\d{1,2}(?:\.\d+)?\s?(?:%|per\s?cent\b)",
    re.IGNORECASE,
)
_DECIMAL_PRICE: Final = re.compile(r"\b\d{2,3}\.\d+\s?%?(?=\s*(?:[/;,|]|and\b|$))")
# A yield told of “the pricing benchmark” is a swap's where the notes are priced over swaps.
PRICED_OVER: Final = "benchmark.pricing_yield"
_PRICED_OVER: Final = re.compile(r"\bpricing\s+benchmark", re.IGNORECASE)
_PLAIN: Final = {0x2013: "-", 0x3A: "-", 0x2044: "/"}
_FRACTIONS: Final = {
    "¼": "1/4", "½": "1/2", "¾": "3/4", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8",
}  # fmt: skip
_SECURITY: Final = re.compile(
    r"(?:(?:UST|US\s?T|U\.S\.\s+Treasury|Treasury|DBR|OBL|BKO|Bund|German|UKT|Gilt|CAN|GoC|JGB|France"
    r"|OAT|Govt)\b[^\n]{0,40}?)?\d{1,2}(?:\.\d+|\s\d/\d)?\s?%[^\n;]{0,60}?"
    r"(?:due|maturing|of|,|-)?\s?[^\n;]{0,25}?\b(?:19|20|21)\d\d\b",
    re.IGNORECASE,
)
_LONGEST: Final = 1_000  # characters in which a security is named
# As dealers write it: T 1 1/2 01/31/19, DBR 0 02/15/30.
_SHORT: Final = re.compile(
    r"\b(?:T|UST|DBR|OBL|BKO|UKT|JGB|CAN)\s+\d{1,2}(?:\.\d+|\s?[¼½¾⅛⅜⅝⅞]|\s\d/\d)?%?\s+(?:due\s+)?"
    r"\d{1,2}/\d{2}(?:/\d{2,4})?\b"
)


def read_benchmark(value: Passage, _label: Passage) -> Outcome:
    """The security, by its coupon and maturity; price and yield where they stand beside."""
    if index := value.match(INDEX):
        words = " ".join(index[0].split())
        yield Found("floating_index", words, value.group(index), "benchmark.index")
        return
    if swap := value.search(_SWAP):
        yield Found("swap_benchmark", swap[0], value.group(swap), "benchmark.swap")
    head = value.between(value.start, min(value.end, value.start + _LONGEST))
    security = head.search(_SECURITY) or head.search(_SHORT)
    if security:
        words = " ".join(security[0].split())
        yield Found("benchmark", words, value.group(security), "benchmark.stated")
        yield from read_quote(value.between(security.end(), value.end), value)


def read_quote(value: Passage, label: Passage) -> Outcome:
    """Price in points and thirty-seconds, or decimals, and yield in percent."""
    price = value.search(_TICKS)
    after = value.between(price.end(), value.end) if price else value
    if price:
        yield from _ticks(value.group(price))
    else:
        decimal = value.match(_DECIMAL_PRICE)
        if decimal and "price" in label.words.lower():
            words = decimal[0].rstrip(" %")
            yield Found(
                "benchmark_price", price_of(words), value.group(decimal), "benchmark.price"
            )
            after = value.between(decimal.end(), value.end)
    if found := after.search(_YIELD):
        rule = PRICED_OVER if label.search(_PRICED_OVER) else "benchmark.yield"
        yield Found("benchmark_yield", percent_of(found[0]), after.group(found), rule)


def _ticks(passage: Passage) -> Outcome:
    words = "".join(passage.words.split()).translate(_PLAIN)
    for glyph, fraction in _FRACTIONS.items():
        words = words.replace(glyph, fraction)
    try:
        yield Found("benchmark_price", treasury_price(words), passage, "benchmark.ticks")
    except UnreadableError:
        return


_WHOSE: Final = (
    r"(?:(?:pricing|reference|government|govt|us|ust|german|uk|canadian|treasury|bund|gilt|goc|benchmark"
    r"|security|bond|bonds|curve|interpolated|treasuries|applicable)\s)"
)
RULE: Final = Rule(
    "benchmark",
    rf"{_WHOSE}*(?:benchmarks?|reference|treasur(?:y|ies)|government|bunds?|gilts?)"
    r"(?:\s(?:securit(?:y|ies)|treasur(?:y|ies)|bonds?|issues?|notes?|government\s(?:security|bond)"
    r"|bunds?|gilts?|instrument))*",
    read_benchmark,
)
QUOTE: Final = Rule(
    "benchmark_quote",
    rf"{_WHOSE}+(?:spot\s)?(?:price|yield|spot)(?:\s(?:price|yield|rate))*"
    rf"(?:\s(?:and|or)\s{_WHOSE}*(?:yield|price|rate))?",
    read_quote,
)
