"""A Treasury curve that `sync` has kept is used where the library has none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bookrunner import shelf
from bookrunner.store import Store

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 3, 10)  # after the curves that ship end


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BOOKRUNNER_HOME", str(tmp_path))
    with Store.open() as store:
        for tenor, percent in (
            ("6M", "3.9"),
            ("2Y", "3.5"),
            ("10Y", "4.1"),
            ("30Y", "4.7"),
        ):
            store.keep_series(
                f"UST_PAR_{tenor}", [DAY], [Decimal(percent)],
                source="home.treasury.gov", fetched_at=datetime(2026, 3, 11, tzinfo=UTC),
            )  # fmt: skip
    return tmp_path


@pytest.mark.usefixtures("kept")
def test_a_kept_curve_has_its_tenors_in_years_and_its_rates_as_decimals() -> None:
    found = shelf.curve(DAY)
    assert found is not None
    assert found.value.tenors.tolist() == [0.5, 2.0, 10.0, 30.0]
    assert found.value.rates.tolist() == pytest.approx([0.039, 0.035, 0.041, 0.047])
    assert found.source == "home.treasury.gov"


@pytest.mark.usefixtures("kept")
def test_another_day_has_no_curve_and_none_is_made_up() -> None:
    assert shelf.curve(date(2026, 3, 11)) is None


def test_without_a_store_none_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOOKRUNNER_HOME", str(tmp_path / "new"))
    assert shelf.curve(DAY) is None
    assert not (tmp_path / "new").exists()
