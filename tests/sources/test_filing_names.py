"""EDGAR's names: what becomes part of an address, and what never does."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.errors import RefusedError
from bookrunner.sources.filing_names import (
    Filing,
    Place,
    accession_number,
    company_number,
    document_name,
    place,
)

AMAZON = Filing(
    accession="0001104659-25-113283", cik=1018724, form="FWP", day=date(2025, 11, 18)
)
TRICKS = [
    "../../../etc/passwd",
    "..",
    ".",
    ".hidden",
    "a/b.htm",
    "a\\b.htm",
    "a%2Fb.htm",
    "a..b.htm",
    "a.htm\n",
    "a.htm?x=y",
    "a.htm#top",
    "a b.htm",
    "",
    "a" * 500,
    "файл.htm",
]


def test_a_filing_knows_its_folder_and_its_documents() -> None:
    folder = "https://www.sec.gov/Archives/edgar/data/1018724/000110465925113283"
    assert AMAZON.folder == folder
    assert AMAZON.address("tm2530638d2_fwp.htm") == f"{folder}/tm2530638d2_fwp.htm"


@pytest.mark.parametrize("trick", TRICKS)
def test_no_path_passes_for_a_document(trick: str) -> None:
    with pytest.raises(RefusedError) as refused:
        AMAZON.address(trick)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "trick",
    ["../0001104659-25-113283", "0001104659-25-113283/..", "0001104659/25/113283",
     "0001104659-25-11328", "0001104659-25-1132834", "\u0660001104659-25-113283", "",
     "x" * 20],
)  # fmt: skip
def test_no_path_passes_for_an_accession_number(trick: str) -> None:
    with pytest.raises(RefusedError) as refused:
        accession_number(trick)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "trick", ["../1", "0", "", "-1", "1 2", "12345678901", "\uff11\uff12", "CIK"]
)
def test_no_path_passes_for_a_company(trick: str) -> None:
    with pytest.raises(RefusedError):
        company_number(trick)


@given(st.text(max_size=40))
def test_whatever_passes_for_a_document_stays_in_its_folder(words: str) -> None:
    try:
        name = document_name(words)
    except RefusedError:
        return
    assert name == words
    assert not set(name) & set("/\\%?#\0\n ")
    assert ".." not in name
    assert not name.startswith(".")


@given(st.integers(0, 10**10 - 1), st.integers(0, 99), st.integers(0, 10**6 - 1))
def test_accession_numbers_round_trip_with_and_without_dashes(
    a: int, b: int, c: int
) -> None:
    number = f"{a:010}-{b:02}-{c:06}"
    assert accession_number(number.replace("-", "")) == number == accession_number(number)


def test_a_place_is_read_back_from_an_address() -> None:
    assert place(AMAZON.address("f.htm")) == Place(
        cik=AMAZON.cik, accession=AMAZON.accession, document="f.htm"
    )
    assert place("https://www.sec.gov/cgi-bin/browse-edgar?CIK=amzn") is None
    assert place("https://www.sec.gov/Archives/edgar/data/1/../../x") is None
