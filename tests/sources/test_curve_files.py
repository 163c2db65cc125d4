"""Curve files: whatever a curve is written as, yields by tenor in decimals."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest

from bookrunner.errors import BookrunnerError
from bookrunner.sources.curve_files import open_curves, tenor

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "treasury.csv": 'Date,"1 Mo","2 Yr","10 Yr","30 Yr"\n12/17/2025,,3.49,4.15,4.83\n',
    "ours.csv": "day,1M,2Y,10Y,30Y,source\n2025-12-17,,3.49,4.15,4.83,somewhere\n",
    "decimals.csv": "date,1M,2Y,10Y,30Y\n2025-12-17,,0.0349,0.0415,0.0483\n",
    "fred.csv": "observation_date,DGS1MO,DGS2,DGS10,DGS30\n2025-12-17,.,3.49,4.15,4.83\n",
}


@pytest.mark.parametrize("name", FILES)
def test_every_layout_gives_the_same_curve(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(FILES[name], "utf-8")
    (curve,) = open_curves(str(tmp_path / name))
    assert curve.day == date(2025, 12, 17)
    assert curve.rates == pytest.approx({2.0: 0.0349, 10.0: 0.0415, 30.0: 0.0483})


def test_one_curve_down_the_page_has_no_day(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("tenor,rate\n10Y,4.15%\n2,3.49\n6M,3.6\n", "utf-8")
    (curve,) = open_curves(str(tmp_path / "a.csv"))
    assert curve.day is None
    assert list(curve.rates) == [0.5, 2.0, 10.0]


def test_a_parquet_file_of_curves_is_read_like_any_other(tmp_path: Path) -> None:
    frame = pl.DataFrame({"date": [date(2025, 12, 17)], "2Y": [3.49], "10Y": [4.15]})
    frame.write_parquet(tmp_path / "a.parquet")
    (curve,) = open_curves(str(tmp_path / "a.parquet"))
    assert (curve.day, list(curve.rates)) == (date(2025, 12, 17), [2.0, 10.0])


def test_the_low_curves_of_2020_are_not_taken_for_decimals(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("date,1M,2Y,30Y\n2020-08-04,0.08,0.11,1.19\n", "utf-8")
    (curve,) = open_curves(str(tmp_path / "a.csv"))
    assert curve.rates[30.0] == pytest.approx(0.0119)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\n1,2\n", "expected a par curve"),
        ("date,10Y\n2025-12-17,4.15\n", "expected a par curve"),
        ("date,2Y,10Y\n", "expected a par curve"),
        ("date,2Y,10Y\n2025-12-17,x,4\n", "expected a par yield"),
        ("date,2Y,10Y\nsoon,3,4\n", "expected a day"),
    ],
)
def test_what_is_no_curve_is_refused_in_one_line(
    tmp_path: Path, text: str, told: str
) -> None:
    (tmp_path / "a.csv").write_text(text, "utf-8")
    with pytest.raises(BookrunnerError, match=told):
        open_curves(str(tmp_path / "a.csv"))


@pytest.mark.parametrize("words", ["Date", "source", "", "Y", "10 Days"])
def test_words_that_are_no_tenor_are_none(words: str) -> None:
    assert tenor(words) is None
