"""Backlogs of the sellers of compute: what customers have signed for and not yet been sold.

Remaining performance obligations, as filings and press releases state them; Amazon's is
that of its cloud business, and counts contracts longer than a year.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from bookrunner.cited import Reported
from bookrunner.issuers.known import missing
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.cited import Grade, Problem


def _stated(billions: str, day: str, source: str, grade: Grade) -> Reported[Money]:
    amount = Money(Decimal(billions) * 10**9, "USD")
    return Reported(amount, source, date.fromisoformat(day), grade)


_SEC: Final = "https://www.sec.gov/Archives/edgar/data"

BACKLOGS: Final[Mapping[str, tuple[Reported[Money], ...]]] = {
    "AMZN": (
        _stated(
            "195",
            "2025-06-30",
            "https://www.earningsiq.co/articles/amazon_amzn_q2_2025_aws_backlog_jumps_25_to_195b_extending",
            "B",
        ),
        _stated(
            "200",
            "2025-09-30",
            "https://www.earningsiq.co/articles/amazon_amzn_q3_2025_aws_backlog_hits_200b_unlocking_ai",
            "B",
        ),
        _stated(
            "244",
            "2025-12-31",
            "https://www.fool.com/earnings/call-transcripts/2026/02/05/amazon-amzn-q4-2025-earnings-call-transcript/",
            "B",
        ),
    ),
    "ORCL": (
        _stated(
            "455",
            "2025-08-31",
            "https://sherwood.news/markets/what-is-an-rpo-the-number-that-drove-oracles-giant-share-move",
            "B",
        ),
        _stated("523", "2025-11-30", "https://pr.comtex.com/?p=805197", "B"),
    ),
    "MSFT": (
        _stated("398", "2025-09-30", f"{_SEC}/789019/000119312525256321", "A"),
        _stated("631", "2025-12-31", f"{_SEC}/789019/000119312526027207", "A"),
        _stated("684", "2026-06-30", f"{_SEC}/789019/000119312526323660", "A"),
    ),
    "GOOGL": (
        _stated("157.7", "2025-09-30", f"{_SEC}/1652044/000165204425000091", "A"),
        _stated("242.8", "2025-12-31", f"{_SEC}/1652044/000165204426000018", "A"),
        _stated("519.5", "2026-06-30", f"{_SEC}/1652044/000165204426000071", "A"),
    ),
}
"""By ticker, oldest first."""


def backlog_after(ticker: str, signed: date) -> Reported[Money] | Problem:
    """The first backlog stated after a contract was signed, so that it is counted in it."""
    later = [b for b in BACKLOGS.get(ticker, ()) if b.as_of and b.as_of >= signed]
    if later:
        return later[0]
    known = BACKLOGS.get(ticker)
    last = f"; the last at hand is of {known[-1].as_of}" if known else ""
    return missing("backlog", f"no backlog of {ticker} at or after {signed}{last}")
