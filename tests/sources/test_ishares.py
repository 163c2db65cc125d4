"""Holdings of a fund: its own file, or none."""

from __future__ import annotations

from datetime import date

import pytest

from bookrunner.errors import MisuseError, UnavailableError
from bookrunner.sources.archive import FakeArchive
from bookrunner.sources.ishares import FUNDS, address, holdings

FILE = """\ufeff{fund}
Fund Holdings as of,"Dec 17, 2025"
Inception Date,"Jul 22, 2002"
 \n
Name,Sector,Asset Class,Coupon (%),Price
"OAK CORP","Industrial","Fixed Income","4.90","92.74"
"The content contained herein is owned or licensed"
"""
LQD = "iShares iBoxx $ Investment Grade Corporate Bond ETF"


def test_a_funds_file_comes_with_its_day_and_its_evidence() -> None:
    archive = FakeArchive({address("LQD"): FILE.format(fund=LQD).encode()})
    found = holdings(archive, "LQD")
    assert (found.fund, found.as_of) == ("LQD", date(2025, 12, 17))
    assert found.document.sha256
    assert str(FUNDS["LQD"].number) in archive.asked[0]


@pytest.mark.parametrize(
    "body",
    [
        FILE.format(fund="iShares iBoxx $ High Yield Corporate Bond ETF"),
        FILE.format(fund="iShares Russell 3000 ETF"),
        FILE.format(fund=LQD).replace('"Dec 17, 2025"', "-"),
        "<html>Please accept our terms</html>",
        "",
    ],
)
def test_another_fund_or_no_fund_is_refused(body: str) -> None:
    with pytest.raises(UnavailableError, match="LQD"):
        holdings(FakeArchive({address("LQD"): body.encode()}), "LQD")


def test_a_fund_we_do_not_know_is_never_asked_for() -> None:
    archive = FakeArchive({})
    with pytest.raises(MisuseError, match="LQD"):
        holdings(archive, "../LQD")
    assert not archive.asked
