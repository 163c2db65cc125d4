"""A reader of the replay world's papers and no others: small, quick, and certain."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bookrunner.cited import Citation, Cited
from bookrunner.deals.deal import Deal, Tranche
from bookrunner.errors import NotATermSheetError
from bookrunner.units import day, money, percent, price

if TYPE_CHECKING:
    from bookrunner.sources.archive import Document
    from bookrunner.sources.filing_names import Filing

_CELL = re.compile(r"<td>(.*?)</td>")
_NOTE = re.compile(r"\$([\d,]+) (?:of its )?([\d.]+)% Notes due (\d{4})")


def read(document: Document, filing: Filing) -> Deal:
    """The sale a paper of the replay world speaks of."""
    text = document.body.decode()
    if "Autocallable" in text:
        raise NotATermSheetError(expected="a bond sale", seen="a structured note")
    if filing.form == "FWP":
        return _sheet(text, document, filing)
    notes = _NOTE.findall(text)
    if not notes:
        raise NotATermSheetError(expected="a bond sale", seen=document.name)
    tranches = tuple(
        Tranche(
            title=cited(f"{coupon}% Notes due {year}", document, filing),
            face=cited(money(f"${face}"), document, filing),
            coupon=cited(percent(coupon), document, filing),
        )
        for face, coupon, year in notes
    )
    return Deal(deal_id=document.name, tranches=tranches, documents=(document.url,))


def _sheet(text: str, document: Document, filing: Filing) -> Deal:
    rows = {}
    for row in text.split("<tr>")[1:]:
        label, *cells = _CELL.findall(row)
        rows[label] = cells
    tranches = tuple(
        Tranche(
            title=cited(title, document, filing),
            face=cited(money(face), document, filing),
            coupon=cited(percent(coupon), document, filing),
            maturity=cited(day(maturity), document, filing),
            price=cited(price(asked), document, filing),
            cusip=cited(cusip, document, filing),
        )
        for title, face, coupon, maturity, asked, cusip in zip(
            rows["Title of Securities:"], rows["Principal Amount:"], rows["Coupon:"],
            rows["Maturity Date:"], rows["Price to Public:"], rows["CUSIP:"], strict=True,
        )
    )  # fmt: skip
    return Deal(
        deal_id=document.name,
        issuer=cited(rows["Issuer:"][0], document, filing),
        pricing_date=cited(day(rows["Trade Date:"][0]), document, filing),
        tranches=tranches,
        documents=(document.url,),
    )


def cited(value: Any, document: Document, filing: Filing) -> Cited[Any]:
    words = str(value.scaleb(2)) if isinstance(value, Decimal) else str(value)
    return Cited(value, Citation(filing.accession, document.name, 0, words, "replay"))
