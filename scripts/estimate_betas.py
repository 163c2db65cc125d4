"""Estimate each issuer's loading on the market's spread from a fund's holdings.

    python scripts/estimate_betas.py HOLDINGS.csv CURVES.csv > betas.csv

The holdings need the columns name, maturity, ytw_pct, settle_inferred and asof_inferred;
the curves are the Treasury's daily par yields.  Neither ships; what is estimated here is
in src/bookrunner/market/data/betas.csv.
"""

from __future__ import annotations

import csv
import gzip
import sys
from datetime import date
from pathlib import Path

import numpy as np

from bookrunner.market.betas import spread_beta

NAMES = {
    "AMZN": "AMAZON",
    "GOOGL": "ALPHABET",
    "META": "META PLATFORMS",
    "MSFT": "MICROSOFT",
    "ORCL": "ORACLE",
}
TENORS = {f"{n}Y": float(n) for n in (1, 2, 3, 5, 7, 10, 20, 30)}


def rows(path: str) -> list[dict[str, str]]:
    """The rows of a CSV, gzipped or not."""
    raw = Path(path).read_bytes()
    text = gzip.decompress(raw) if path.endswith(".gz") else raw
    return list(csv.DictReader(text.decode("utf-8-sig").splitlines()))


def main() -> None:
    """Print a row an issuer: its beta, the error, and the sample."""
    held = [row for row in rows(sys.argv[1]) if row["maturity"] and row["ytw_pct"]]
    day, settled = held[0]["asof_inferred"], date.fromisoformat(held[0]["settle_inferred"])
    curve = next(row for row in rows(sys.argv[2]) if row["date"] == day)
    due = [date.fromisoformat(row["maturity"]) for row in held]
    tenor = np.array([(each - settled).days / 365.25 for each in due])
    par = np.interp(tenor, list(TENORS.values()), [float(curve[t]) for t in TENORS])
    spread = (np.array([float(row["ytw_pct"]) for row in held]) - par) / 100
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["ticker", "beta", "error", "bonds", "market_bonds", "day"])
    for ticker, name in NAMES.items():
        own = np.array([row["name"].startswith(name) for row in held]) & (tenor > 1)
        beta = spread_beta(tenor[own], spread[own], tenor, spread)
        writer.writerow(
            [ticker, f"{beta.value:.3f}", f"{beta.error:.3f}", beta.bonds, len(held), day]
        )


if __name__ == "__main__":
    main()
