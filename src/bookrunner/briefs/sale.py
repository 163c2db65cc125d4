"""The sale itself: what was sold, at what price, and whether the sheet adds up.

A priced deal and its checks come in; the first section of the story goes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner.briefs.story import Form, Line, Said, Section, Table
from bookrunner.cited import Computed
from bookrunner.deals.check import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.briefs.story import Sentence
    from bookrunner.cited import Figure
    from bookrunner.deals import Deal, Tranche
    from bookrunner.deals.check import Check
    from bookrunner.deals.priced import PricedDeal, PricedTranche

_COUNTS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight",
                  "nine", "ten", "eleven", "twelve")  # fmt: skip


def sale_title(priced: PricedDeal) -> tuple[Sentence, ...]:
    """Who sold how much, when, rated and sold by whom: two sentences."""
    deal = priced.deal
    first: list[str | Said] = [
        _said("issuer", deal.issuer, Form.TEXT, "no document names the issuer"), "   ",
        _said("total_face", priced.total_face, Form.MONEY, "not every size is stated"),
        f" in {_count(len(deal.tranches), 'tranche')}",
    ]  # fmt: skip
    if deal.pricing_date:
        first += ["   priced ", _said("pricing_date", deal.pricing_date, Form.DAY)]
    if deal.settlement_date:
        first += [", settles ", _said("settlement_date", deal.settlement_date, Form.DAY)]
        first += [_settlement_cycle(deal)]
    return tuple(first), _ratings_and_banks(deal)


def sale_section(priced: PricedDeal, checks: Sequence[Check]) -> Section:
    """The tranches, the totals, and what the sheet says of itself."""
    blocks: tuple[Line | Table, ...] = (
        _tranche_table(priced),
        _detail_table(priced),
        *_size_line(priced),
        *_adds_up(checks),
        *_crossread(checks),
        *_not_stated(priced, checks),
    )
    return Section(key="sale", heading="The sale", blocks=blocks)


def tranche_key(name: str, tranche: Tranche, tranches: Sequence[Tranche]) -> str:
    """``yield_to_maturity:2065``, or by place where two tranches fall due in a year."""
    years = [each.maturity.value.year if each.maturity else None for each in tranches]
    place = next(n for n, each in enumerate(tranches) if each is tranche)
    unique = years[place] is not None and years.count(years[place]) == 1
    return f"{name}:{years[place] if unique else f'#{place + 1}'}"


def _said(key: str, figure: Figure[Any] | None, form: Form, why: str = "") -> Said:
    return Said(key=key, figure=figure, form=form, why=why)


def _count(n: int, thing: str) -> str:
    number = _COUNTS[n] if n < len(_COUNTS) else str(n)
    return f"{number} {thing}{'' if n == 1 else 's'}"


def _settlement_cycle(deal: Deal) -> str:
    """``(T+3)``: business days between pricing and settlement, by the US bond calendar."""
    if deal.pricing_date is None or deal.settlement_date is None:
        return ""
    days = np.busday_count(deal.pricing_date.value, deal.settlement_date.value)
    return f" (T+{days})"


def _ratings_and_banks(deal: Deal) -> Sentence:
    parts: list[str | Said] = []
    for agency, rating in deal.ratings.items():
        parts += [" / " if parts else "", _said(f"rating:{agency}", rating, Form.TEXT)]
    if deal.bookrunners:
        parts += [
            "   " if parts else "",
            *_banks(deal.bookrunners, deal.further_underwriters),
        ]
    return tuple(parts)


def _banks(bookrunners: Figure[tuple[str, ...]], others: Figure[int] | None) -> Sentence:
    """The first banks by name, and how many more stand on the cover."""
    names, shown = bookrunners.value, 3
    lead = Computed(", ".join(names[:shown]), "the first named", (bookrunners,))
    count = max(len(names) - shown, 0) + (others.value if others else 0)
    if count == 0:
        return (_said("bookrunners", lead, Form.TEXT),)
    counted = (bookrunners, others) if others else (bookrunners,)
    more = Computed(count, "banks on the cover besides", counted)
    named = _said("bookrunners", lead, Form.TEXT)
    return (named, " and ", _said("further_banks", more, Form.COUNT), " more")


_COLUMNS: Final = (
    ("due", "maturity", Form.MONTH),
    ("face", "face", Form.MONEY),
    ("coupon", "coupon", Form.COUPON),
    ("index", "floating_index", Form.TEXT),
    ("margin", "margin", Form.SPREAD),
    ("price", "price", Form.PRICE),
    ("yield", "yield_to_maturity", Form.RATE),
    ("over Treasuries", "g_spread", Form.SPREAD),
    ("duration", "modified_duration", Form.YEARS),
    ("DV01", "dollar_dv01", Form.MONEY_PER_BP),
    ("fee", "gross_spread", Form.POINTS),
    ("all-in", "all_in_yield", Form.RATE),
)
_DETAILS: Final = (
    ("title", "title", Form.TEXT),
    ("spread at pricing", "spread_at_pricing", Form.SPREAD),
    ("benchmark", "benchmark", Form.TEXT),
    ("par call", "par_call_date", Form.DAY),
    ("to worst", "yield_to_worst", Form.RATE),
    ("accrued", "accrued", Form.PRICE),
    ("Macaulay", "macaulay_duration", Form.YEARS),
    ("convexity", "convexity", Form.CONVEXITY),
    ("DV01 per 100", "dv01", Form.PRICE),
    ("proceeds", "proceeds", Form.MONEY),
    ("interest a year", "interest", Form.MONEY),
    ("10-year equivalents", "ten_year_equivalents", Form.MONEY),
)
TRANCHE_FIGURES: Final = (*_COLUMNS, *_DETAILS)


def _tranche_table(priced: PricedDeal) -> Table:
    total: list[str | Said] = ["total ", _total(priced, "total_face", Form.MONEY)]
    if priced.proceeds and priced.fees:
        total += ["   proceeds ", _total(priced, "proceeds", Form.MONEY)]
        total += [" after ", _total(priced, "fees", Form.MONEY), " to the banks"]
    if priced.dollar_dv01:
        total += ["   ", _total(priced, "dollar_dv01", Form.MONEY_PER_BP), " a basis point"]
    dated = all(each.maturity for each in priced.deal.tranches)
    columns = _COLUMNS if dated else (("notes", "title", Form.TEXT), *_COLUMNS)
    return _table("tranches", priced, columns, tuple(total))


def _detail_table(priced: PricedDeal) -> Table:
    return _table("tranche_details", priced, _DETAILS, ())


def _table(
    key: str,
    priced: PricedDeal,
    columns: Sequence[tuple[str, str, Form]],
    total: Sentence,
) -> Table:
    rows = [
        tuple(tranche_figure(priced, each, name, form) for _, name, form in columns)
        for each in priced.tranches
    ]
    filled = [n for n in range(len(columns)) if any(row[n].figure for row in rows)]
    return Table(
        key=key,
        headings=tuple(columns[n][0] for n in filled),
        rows=tuple(tuple(row[n] for n in filled) for row in rows),
        total=total,
        detail=key != "tranches",
    )


def tranche_figure(
    priced: PricedDeal, tranche: PricedTranche, name: str, form: Form
) -> Said:
    """One figure of one tranche, worked out where it is not stated, or why neither."""
    own = getattr(tranche, name, None) or getattr(tranche.tranche, name, None)
    key = tranche_key(name, tranche.tranche, priced.deal.tranches)
    why = tranche.why.get(name) or tranche.why.get("yield_to_maturity") or _UNSTATED
    return _said(key, own, form, "" if own else why)


_UNSTATED: Final = "the documents do not state it"


def _total(priced: PricedDeal, name: str, form: Form) -> Said:
    figure = getattr(priced, name)
    return _said(name, figure, form, "" if figure else priced.why.get(name, _UNSTATED))


def _size_line(priced: PricedDeal) -> tuple[Line, ...]:
    told: list[tuple[str | Said, ...]] = []
    if priced.ten_year_equivalents:
        equivalents = _total(priced, "ten_year_equivalents", Form.MONEY)
        told.append((equivalents, " of ten-year equivalents"))
    if priced.weighted_maturity:
        years = _total(priced, "weighted_maturity", Form.YEARS)
        told.append(("weighted maturity ", years, " years"))
    if priced.first_year_interest:
        interest = _total(priced, "first_year_interest", Form.MONEY)
        told.append((interest, " of interest a year"))
    if not told:
        return ()
    sentence = [part for clause in told for part in (*clause, "; ")][:-1]
    return (Line(label="How big is that?", sentence=(*sentence, ".")),)


def _adds_up(checks: Sequence[Check]) -> tuple[Line, ...]:
    """Re-derivations that agree, out of those that can be made."""
    made = [c for c in checks if not c.crossreading and c.verdict is not Verdict.IMPOSSIBLE]
    passed = [each for each in made if each.verdict is Verdict.AGREES]
    if not made:
        missing = dict.fromkeys(each.message for each in checks if not each.crossreading)
        if not missing:
            return ()
        told = f"Nothing can be re-derived: {'; '.join(missing)}."
        return (Line(label="Does it add up?", sentence=(told,)),)
    kinds = dict.fromkeys(each.what for each in made)
    listed = ", ".join(
        _counted(kind, sum(c.what == kind for c in passed)) for kind in kinds
    )
    figures = tuple(c.stated for c in made if c.stated)
    share = Computed(f"{len(passed)} of {len(made)}", "deals.check", figures)
    failed = "".join(f"  {c.message}." for c in made if c.verdict is Verdict.DISAGREES)
    sentence: Sentence = (
        _said("checks", share, Form.TEXT),
        f" figures that can be re-derived agree: {listed}.{failed}",
    )
    return (Line(label="Does it add up?", sentence=sentence),)


def _counted(kind: str, n: int) -> str:
    """``five yields from prices``; what is one in its kind needs no number."""
    one, _, rest = kind.partition(" ")
    plural = {"yield": "yields", "proceeds": "proceeds", "benchmark": "benchmark"}
    if n == 1 or one not in plural:
        return kind
    return f"{_COUNTS[n] if n < len(_COUNTS) else n} {plural[one]} {rest}"


def _crossread(checks: Sequence[Check]) -> tuple[Line, ...]:
    """Places of the sheet that contradict each other; silent where none do."""
    failed = [c for c in checks if c.crossreading and c.verdict is Verdict.DISAGREES]
    if not failed:
        return ()
    told = "; ".join(each.message for each in failed)
    return (Line(label="Contradictions", sentence=(f"{told}.",)),)


def _not_stated(priced: PricedDeal, checks: Sequence[Check]) -> tuple[Line, ...]:
    """What a reader would look for and the documents do not say."""
    deal = priced.deal
    names = {
        "the spread at pricing": "spread_at_pricing",
        "the benchmark": "benchmark",
        "the yield": "yield_to_maturity",
        "the price": "price",
        "the discount": "gross_spread",
    }
    lacking = {
        words: sum(getattr(each, name) is None for each in deal.tranches)
        for words, name in names.items()
    }
    every = len(deal.tranches)
    missing = [
        words if n == every else f"{words} of {_count(n, 'tranche')}"
        for words, n in lacking.items()
        if n
    ]
    unmade = sum(each.verdict is Verdict.IMPOSSIBLE for each in checks)
    for_it = f"; {_count(unmade, 'check')} could not be made for it" if unmade else ""
    if not missing:
        return ()
    return (Line(label="Not stated", sentence=(f"{', '.join(missing)}{for_it}.",)),)
