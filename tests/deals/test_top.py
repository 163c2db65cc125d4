"""The top of a sheet: sizes before titles, the issuer above them, the day it is dated."""

from __future__ import annotations

import pytest

from examples.reading import told

TITLE = "4.500% Notes due 2032"


def test_the_amount_before_a_title_is_its_size() -> None:
    (tranche,) = told(f"$1,250,000,000 {TITLE}\nIssuer: Quill plc\n")["tranches"]
    assert tranche["principal"] == 1_250_000_000


def test_an_issue_of_so_much_is_a_size_too() -> None:
    seen = told(f"Issue of US$1,000,000,000 {TITLE}\nIssuer: Quill Bank\n")
    assert seen["tranches"][0]["principal"] == 10**9


@pytest.mark.parametrize(
    "below", ["Pricing Term Sheet", f"$500,000,000 {TITLE}", "Medium-Term Notes, Series H"]
)
def test_a_company_above_its_paper_is_the_issuer(below: str) -> None:
    seen = told(f"Quill Capital Corporation\n{below}\nTitle: {TITLE}\nCoupon: 4.500%\n")
    assert seen["issuer"] == "Quill Capital Corporation"


@pytest.mark.parametrize(
    "above", ["guaranteed by Quill Corporation", "(a subsidiary of Quill Corporation)"]
)
def test_a_company_told_of_in_passing_is_not(above: str) -> None:
    assert "issuer" not in told(f"{above}\n{TITLE}\nCoupon: 4.500%\n")


def test_two_days_at_the_head_are_no_pricing_date() -> None:
    sheet = f"Term Sheet\nMay 5, 2025\nMay 6, 2025\nTitle: {TITLE}\nCoupon: 4.500%\n"
    assert "pricing_date" not in told(sheet)
