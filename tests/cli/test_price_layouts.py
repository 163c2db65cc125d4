"""One holding in the layouts that funds, years, countries and desks write it in.

Every layout tells the same two bonds, ACME 4.875 % due 1 February 2046 at 92.75 and OAK
0 % due 15 June 2030 at 81.5, priced on 17 November 2025; the layouts are made up after
the kinds that are met.
"""

from __future__ import annotations

import csv
import gzip
import io
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bookrunner.bonds import accrued, fixed_rate_bonds, yield_from_clean_price
from bookrunner.cli import main
from bookrunner.units import as_dates

if TYPE_CHECKING:
    from pathlib import Path

LAYOUTS = {
    "a US site today": """\
\ufeffDemo Corporate Bond ETF
Fund Holdings as of,"Nov 17, 2025"
Inception Date,"Jul 22, 2002"
Shares Outstanding,"286,700,000.00"
Stock,"-"
Bond,"-"
\xa0
Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Par Value,CUSIP,ISIN,SEDOL,\
Price,Location,Exchange,Currency,Duration,YTM (%),FX Rate,Maturity,Coupon (%),\
Mod. Duration,Yield to Call (%),Yield to Worst (%),Real Duration,Real YTM (%),\
Market Currency,Accrual Date,Effective Date
"ACME, INC.","Industrial","Fixed Income","71,246,274.07","0.23","71,246,274.07",\
"75,310,000.00","000000AA1","US000000AA11","-","92.75","United States","-","USD","12.1",\
"5.5","1.00","Feb 01, 2046","4.875","12.1","-","5.5","12.1","5.5","USD","Feb 01, 2019",\
"May 13, 2019"
"OAK CORP","Industrial","Fixed Income","1,000.00","0.01","1,000.00","1,000.00",\
"000000AA2","US000000AA29","-","81.50","United States","-","USD","4.5","4.6","1.00",\
"Jun 15, 2030","0.00","4.5","-","4.6","4.5","4.6","USD","-","-"
"USD CASH","Cash","Cash","70,357","0.2","70,357","70,357","-","-","-","100.00","-","-",\
"USD","0.0","3.6","1.00","-","0.00","0.0","-","3.6","0.0","-","USD","-","-"
\xa0
"The content contained herein is owned by somebody."
""",
    "the same site ten years ago": """\
Demo Corporate Bond Fund
"Fund Holdings as of:","17-Nov-2025"
\xa0
\xa0
Ticker,Issuer Name,Coupon,Maturity,Price,Par Value,Market Value,Sector
"ACME","ACME INC",4.875,01-Feb-2046,92.75,"75,310,000","71,246,274.07",Industrial
"OAK","OAK CORP",0.00,15-Jun-2030,81.50,"1,000","1,000.00",Industrial
""",
    "a British site": """\
Fund Holdings as of,"17/Nov/2025"
\xa0
Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Par Value,ISIN,Price,Location,\
Duration,Maturity,Coupon (%),Market Currency
"ACME","ACME INC","Corporates","Fixed Income","USD 71,246,274","0.23","75,310,000",\
"US000000AA11","92.75","United States","12.1","01/Feb/2046","4.875","USD"
"OAK","OAK CORP","Corporates","Fixed Income","USD 1,000","0.01","1,000","US000000AA29",\
"81.50","United States","4.5","15/Jun/2030","0.00","USD"
""",
    "a German site": """\
Demo Unternehmensanleihen
Stand;17.11.2025

Name;ISIN;Kurs;Fälligkeit;Kupon (%);Marktwährung
ACME INC;US000000AA11;92,75;01.02.2046;4,875;USD
OAK CORP;US000000AA29;81,50;15.06.2030;0,00;USD
""",
    "a desk's own sheet": """\
Security Description,ISIN,Coupon (% p.a.),Maturity Date (DD/MM/YYYY),Mkt Price (USD),As of
ACME 4.875 02/01/46,US000000AA11,4.875,01/02/2046,92.75,17/11/2025
OAK 0 06/15/30,US000000AA29,0,15/06/2030,81.5,17/11/2025
""",
    "a terminal's export": """\
Demo screen export\t\t\t\t
Pricing date: 11/17/2025\t\t\t\t
\t\t\t\t
Security\tISIN\tCPN\tMaturity Dt\tPX_CLEAN_MID
ACME 4 7/8 02/01/46\tUS000000AA11\t4.875\t02/01/2046\t92-24
OAK 0 06/15/30\tUS000000AA29\t0\t06/15/2030\t81-16
""",
    "a risk system's file in decimals": """\
# positions, one a line
# as of 2025-11-17
"isin"|"coupon_rate"|"maturity_date"|"clean_price"|"currency"|"coupon_frequency"
"US000000AA11"|"0.04875"|"2046-02-01"|"0.9275"|"usd"|"2"
"US000000AA29"|"0"|"2030-06-15"|"0.815"|"usd"|"2"
""",
    "a custodian's file": """\
As Of Date,ISIN,Security Name,Interest Rate,Stated Maturity,Market Price,Coupon Type
20251117,US000000AA11,ACME INC,4.875%,20460201,$92.75,Fixed
20251117,US000000AA29,OAK CORP,0.000%,20300615,$81.50,Zero
""",
}


@pytest.mark.parametrize("zipped", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_read_whoever_wrote_it(
    layout: str,
    zipped: bool,  # noqa: FBT001 - a kind of file
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = LAYOUTS[layout].encode()
    path = tmp_path / ("held.csv.gz" if zipped else "held.csv")
    path.write_bytes(gzip.compress(text) if zipped else text)
    monkeypatch.setenv("BOOKRUNNER_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("sys.argv", ["bookrunner", "price", str(path), "--csv"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    due = as_dates(np.array(["2046-02-01", "2030-06-15"]))
    bonds = fixed_rate_bonds(np.array([0.04875, 0.0]), due)
    on, prices = "2025-11-18", np.array([92.75, 81.5])
    columns = {
        "accrued": accrued(bonds, on),
        "yield_to_maturity": yield_from_clean_price(bonds, on, prices),
    }
    assert [row["settlement"] for row in rows[:2]] == [on, on]
    for name, expected in columns.items():
        found = [float(row[name]) for row in rows[:2]]
        assert found == pytest.approx(expected.tolist(), abs=1e-12)
    assert [row["reason"] for row in rows[:2]] == ["", ""]
    assert [row["reason"] for row in rows[2:]] == ["no maturity"] * len(rows[2:])
