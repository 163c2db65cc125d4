"""The shelf: a few names, loaded late, that do what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pytest

import bookrunner as br
from bookrunner.errors import MissingFileError, MisuseError
from bookrunner.tables import as_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HELD = {"coupon": [4.65], "maturity": ["2035-11-20"], "price": [99.755]}

SHEET = """Example Industries, Inc.
Pricing Term Sheet
Issuer:\tExample Industries, Inc.
Pricing Date:\tNovember 17, 2025
Settlement Date:\tNovember 20, 2025
5.250% Notes due 2035
Principal Amount:\t$500,000,000
Maturity Date:\tNovember 20, 2035
Coupon:\t5.250%
Price to Public:\t99.500%
"""


def test_every_name_of_the_shelf_is_there() -> None:
    assert set(br.__all__) <= set(dir(br))
    assert all(getattr(br, name) for name in br.__all__)
    with pytest.raises(AttributeError):
        br.nonsense  # noqa: B018 - the look-up is the test


def test_a_deal_read_from_disk_keeps_the_words_it_was_read_from(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.txt"
    sheet.write_text(SHEET)
    deal = br.read(sheet)
    (tranche,) = deal.tranches
    assert tranche.price is not None
    assert str(tranche.price.value) == "99.500"
    assert "99.500" in str(br.brief(deal))


def test_a_brief_shows_itself_in_a_notebook_without_a_script() -> None:
    html = br.brief(br.deal("amzn-2025-11-17"))._repr_html_()
    assert html.startswith("<!doctype html>")
    assert "<script" not in html


def test_the_impact_of_a_deal_is_rows_of_estimates() -> None:
    found = br.impact(br.deal("amzn-2025-11-17"))
    ten = found.effect("AMZN 2035").first
    assert ten.low < ten.value < ten.high
    with pytest.raises(MisuseError, match="in billions"):
        br.impact(br.deal("amzn-2025-11-17"), outstanding=50.0)


@pytest.mark.parametrize("dress", [dict, pd.DataFrame, pl.DataFrame, as_table])
def test_any_frame_is_priced_against_the_curve_of_its_day(
    dress: Callable[[Any], Any],
) -> None:
    """4.65 % due 2035 at 99.755: 4.681 %, 55 bp over the curve (Amazon, November 2025)."""
    table = br.price(dress(HELD), settlement="2025-11-20", pricing_day="2025-11-17")
    assert table.floats("yield_to_maturity")[0] == pytest.approx(0.04681, abs=5e-6)
    assert table.floats("g_spread")[0] == pytest.approx(0.0055, abs=5e-5)


def test_a_file_is_priced_whole_and_on_the_day_it_states(tmp_path: Path) -> None:
    held = tmp_path / "held.csv"
    rows = "4.65,2035-11-20,99.755\n" * 3
    held.write_text(f"Demo Fund\nAs of,2025-11-17\ncoupon,maturity,price\n{rows}", "utf-8")
    table = br.price(held, columns=["settlement", "yield_to_maturity"])
    assert table.days("settlement").astype(str).tolist() == ["2025-11-18"] * 3
    (known,) = set(table.floats("yield_to_maturity").tolist())
    assert known == pytest.approx(0.04681, abs=5e-6)


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(MisuseError, match="a frame that speaks Arrow"):
        br.price(5)
    with pytest.raises(MissingFileError):
        br.price("nowhere.csv")


def test_what_is_not_there_is_said_so() -> None:
    with pytest.raises(MisuseError, match="did you mean amzn-2025-11-17"):
        br.deal("amzn-2025-11-18")
    with pytest.raises(MissingFileError):
        br.read("nowhere.htm")
