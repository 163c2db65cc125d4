"""The Treasury's curves: two formats, columns that come and go."""

from __future__ import annotations

import csv
import gzip
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bookrunner.errors import UnavailableError
from bookrunner.sources import treasury
from bookrunner.sources.archive import FakeArchive, LiveArchive

if TYPE_CHECKING:
    from bookrunner.sources.settings import Settings
    from replay.world import World

SHARED = Path(os.environ.get("BOOKRUNNER_SHARED", Path(__file__).parents[3] / "shared"))
TEN, SIX_WEEKS = 10.0, 0.125


def test_both_formats_tell_the_same_curves(world: World, here: Settings) -> None:
    archive = LiveArchive(here)
    table = treasury.par_curves(archive, world.first.year)
    feed = treasury.par_curves(archive, world.first.year, feed=True)
    np.testing.assert_array_equal(table.days, feed.days)
    np.testing.assert_array_equal(table.tenors, feed.tenors)
    np.testing.assert_array_equal(table.yields, feed.yields)
    assert SIX_WEEKS in table.tenors


def test_columns_are_read_by_name_in_any_order_and_percent_becomes_decimal() -> None:
    """
    Date,"10 Yr","1.5 Month","Notes"
    11/17/2025,4.13,3.99,x
    11/14/2025,4.14,,
    11/13/2025,N/A,4.01,
    """
    words = test_columns_are_read_by_name_in_any_order_and_percent_becomes_decimal.__doc__
    body = "\n".join(line.strip() for line in (words or "").strip().splitlines())
    found = treasury.from_csv(body.encode(), source="here")
    assert found.days.tolist() == [date(2025, 11, d) for d in (13, 14, 17)]
    assert found.tenors.tolist() == [SIX_WEEKS, TEN]
    np.testing.assert_allclose(
        found.yields, [[0.0401, np.nan], [np.nan, 0.0414], [0.0399, 0.0413]]
    )


def test_the_treasurys_own_history_reads_to_the_last_digit() -> None:
    """The official table, written as the Treasury's CSV writes a year of it."""
    path = SHARED / "market" / "ust_par_yield_treasury_daily.csv.gz"
    if not path.exists():
        pytest.skip("the official history is not at hand")
    with gzip.open(path, "rt") as file:
        rows = [row for row in csv.DictReader(file) if row["date"].startswith("2025")]
    heads = {"1M": "1 Mo", "1.5M": "1.5 Month", "6M": "6 Mo", "1Y": "1 Yr", "10Y": "10 Yr"}
    lines = [",".join(["Date", *(f'"{head}"' for head in heads.values())])]
    lines += [
        ",".join(
            [date.fromisoformat(r["date"]).strftime("%m/%d/%Y"), *(r[h] for h in heads)]
        )
        for r in rows
    ]
    found = treasury.from_csv("\n".join(lines).encode(), source="here")
    stated = [float(row["10Y"] or "nan") / 100 for row in rows]
    np.testing.assert_array_equal(found.yields[:, found.tenors.tolist().index(TEN)], stated)
    new = found.yields[:, found.tenors.tolist().index(SIX_WEEKS)]
    assert np.isnan(new[0])  # the 1.5-month bill joined the curve in February 2025
    assert not np.isnan(new).all()


@pytest.mark.parametrize(
    "page",
    [b"", b"<html>We are sorry</html>", b"Datum,1 Mo\n", b"Date,1 Mo\n01/02/2026,1,2\n"],
)
def test_a_page_that_is_no_table_is_an_answer_that_did_not_come(page: bytes) -> None:
    with pytest.raises(UnavailableError):
        treasury.par_curves(FakeArchive({treasury.csv_address(2026): page}), 2026)


@pytest.mark.parametrize(
    "feed",
    [
        b"",
        b"<feed><entry>",
        b'<!DOCTYPE f [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><feed>&b;</feed>',
        b'<!DOCTYPE f [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed>&x;</feed>',
    ],
)
def test_a_feed_that_is_torn_or_brings_entities_is_refused(feed: bytes) -> None:
    with pytest.raises(UnavailableError):
        treasury.from_xml(feed, source="here")
