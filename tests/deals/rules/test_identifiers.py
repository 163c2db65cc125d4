"""CUSIPs and ISINs are known by their check digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.deals.rules import identifiers
from bookrunner.deals.rules.identifiers import cusip_check_digit, isin_check_digit
from examples.reading import read_by


@pytest.mark.parametrize(
    "words",
    [
        "037833 BC3 / US037833BC34",
        "CUSIP: 037833BC3 ISIN: US037833BC34",
        "037833BC3/US037833BC34",
    ],
)
def test_both_are_read_however_they_are_set(words: str) -> None:
    """Apple's floating rate notes due 2017, as their term sheet prints them."""
    read = read_by(identifiers.RULE, words)
    assert read == {"cusip": "037833BC3", "isin": "US037833BC34"}


def test_a_digit_misprinted_is_no_identifier() -> None:
    assert read_by(identifiers.RULE, "037833BC4 / US037833BC35") == {}


def test_an_isin_hides_no_cusip() -> None:
    assert read_by(identifiers.RULE, "XS1243153019") == {"isin": "XS1243153019"}


ALPHANUMERIC = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@given(st.text(ALPHANUMERIC, min_size=8, max_size=8), st.integers(0, 7), st.integers(1, 9))
def test_a_wrong_digit_changes_the_check_digit(body: str, at: int, by: int) -> None:
    if body[at].isdigit():
        wrong = body[:at] + str((int(body[at]) + by) % 10) + body[at + 1 :]
        assert cusip_check_digit(body) != cusip_check_digit(wrong)


@given(st.text("0123456789", min_size=9, max_size=9))
def test_the_isin_check_digit_makes_the_luhn_sum_a_multiple_of_ten(digits: str) -> None:
    """ISO 6166, summed slowly: every second digit from the right doubled."""
    whole = "".join(str(int(c, 36)) for c in f"US{digits}") + isin_check_digit(
        f"US{digits}"
    )
    total = 0
    for place, digit in enumerate(reversed(whole)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    assert total % 10 == 0


def test_a_foreign_issuers_cusip_begins_with_a_letter() -> None:
    read = read_by(identifiers.RULE, "D25538 BV 6 / DE000A0KPWU7")
    assert read == {"cusip": "D25538BV6", "isin": "DE000A0KPWU7"}


def test_a_common_code_is_no_cusip_though_its_digits_fit() -> None:
    """The nine figures pass the check of a CUSIP by chance."""
    fits = f"28342821{cusip_check_digit('28342821')}"
    assert read_by(identifiers.RULE, f"XS2834282142 / {fits}", "ISIN / Common Code") == {
        "isin": "XS2834282142"
    }
    assert "cusip" in read_by(identifiers.RULE, fits, "CUSIP")
