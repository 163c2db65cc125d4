"""Kinds of documents, told apart first, with the reason."""

from __future__ import annotations

import pytest

from bookrunner.filings import DocumentKind, document, kind_of


def ruling(words: str) -> tuple[DocumentKind, bool, str]:
    told = kind_of(document(words.encode(), "a.txt"))
    return told.kind, told.refused, told.reason


@pytest.mark.parametrize(
    ("words", "kind", "refused"),
    [
        ("5.250% Senior Notes due 2035\nCoupon: 5.25%", DocumentKind.CORPORATE_DEAL, False),
        ("2.125% Convertible Senior Notes due 2026", DocumentKind.CONVERTIBLE, False),
        ("5% Notes due 2035\nCoupon: [●]%\nYield: [●]%", DocumentKind.PRELIMINARY, False),
        (
            "Prospectus Supplement\nWe offer 5% Notes due 2035.",
            DocumentKind.PROSPECTUS_COVER,
            False,
        ),
        ("Press release\nPricing of 5% Notes due 2035", DocumentKind.ANNOUNCEMENT, False),
        ("1,000 shares of 6% Preferred Stock", DocumentKind.PREFERRED_STOCK, True),
        (
            "20,000,000 depositary shares, each a 1/40th interest",
            DocumentKind.PREFERRED_STOCK,
            True,
        ),
        ("5,000,000 shares of our common stock at $10", DocumentKind.SHARES, True),
        ("FORM 10-K\nANNUAL REPORT\nOur 5% Notes due 2035", DocumentKind.REPORT, True),
        (
            (
                "Contingent Coupon Notes linked to the performance of the S&P 500\n"
                "Buffered return; estimated value of the notes: $970"
            ),
            DocumentKind.STRUCTURED_NOTE,
            True,
        ),
        ("Dear shareholders, we had a good year.", DocumentKind.OTHER, True),
    ],
)
def test_each_kind_is_known_by_its_words(
    words: str,
    kind: DocumentKind,
    refused: bool,  # noqa: FBT001 # a column of the table above
) -> None:  # a column of the table above
    assert ruling(words)[:2] == (kind, refused)


def test_the_reason_quotes_what_decided() -> None:
    told = kind_of(document(b"1,000 shares of 6% Series A Preferred Stock", "a.txt"))
    assert told.words is not None
    assert told.words.words == "Preferred Stock"
    assert "Preferred Stock" in told.reason


def test_a_bond_tied_to_sustainability_is_no_structured_note() -> None:
    kind, refused, _ = ruling(
        "3.5% Sustainability-Linked Senior Notes due 2031\nCoupon: 3.5%"
    )
    assert (kind, refused) == (DocumentKind.CORPORATE_DEAL, False)
