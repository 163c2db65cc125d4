"""Coin Metrics: pages to the last one, and no further."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bookrunner.errors import MisuseError, RefusedError, UnavailableError
from bookrunner.sources import coinmetrics
from bookrunner.sources.archive import FakeArchive, LiveArchive

if TYPE_CHECKING:
    from bookrunner.sources.settings import Settings

START = coinmetrics.address("btc")


def page(**told: object) -> bytes:
    return json.dumps(told).encode()


def test_all_pages_are_one_series(here: Settings) -> None:
    found = coinmetrics.prices(LiveArchive(here))
    assert found.name == "BTCUSD"
    assert len(found.days) == 40
    assert found.values.tolist() == [90_000 + step for step in range(40)]


@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/x", "http://127.0.0.1/", "//x.y/z"]
)
def test_a_next_page_elsewhere_is_not_followed(url: str) -> None:
    archive = FakeArchive({START: page(data=[], next_page_url=url)})
    with pytest.raises(RefusedError):
        coinmetrics.prices(archive)
    assert archive.asked == [START]


def test_pages_without_end_end() -> None:
    archive = FakeArchive({START: page(data=[], next_page_url=START)})
    with pytest.raises(UnavailableError, match="pages"):
        coinmetrics.prices(archive)


def test_an_error_is_told_and_a_missing_price_is_nan() -> None:
    with pytest.raises(UnavailableError):
        coinmetrics.prices(FakeArchive({START: page(error={"type": "bad"})}))
    rows = [{"asset": "btc", "time": "2010-07-17T00:00:00.000000000Z", "PriceUSD": None}]
    found = coinmetrics.prices(FakeArchive({START: page(data=rows)}))
    assert str(found.values) == "[nan]"
    with pytest.raises(MisuseError):
        coinmetrics.prices(FakeArchive({}), "btc&metrics=x")
