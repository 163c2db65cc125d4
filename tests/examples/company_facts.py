"""Small company-facts answers for tests, in the documented shape."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("BOOKRUNNER_SHARED", ROOT.parent / "shared"))
YEAR = [("01-01", "03-31"), ("01-01", "06-30"), ("01-01", "09-30"), ("01-01", "12-31")]


def entry(
    value: Any, start: str | None, end: str, filed: str, **other: Any
) -> dict[str, Any]:
    """One statement of one figure; the accession follows from the day of filing."""
    told = {
        "val": value,
        "end": end,
        "filed": filed,
        "accn": f"accn-{filed}",
        "form": "10-Q",
    }
    return told | ({"start": start} if start else {}) | other


def to_date(values: list[Any], year: int, filed: list[str] | None = None) -> list[Any]:
    """Year-to-date statements of one fiscal year, each filed a month after its end."""
    days = filed or [f"{year}-04-30", f"{year}-07-30", f"{year}-10-30", f"{year + 1}-01-30"]
    spans = [(f"{year}-{start}", f"{year}-{end}") for start, end in YEAR]
    return [
        entry(value, *span, day)
        for value, span, day in zip(values, spans, days, strict=False)
    ]


def answer(concepts: dict[str, list[Any]], unit: str = "USD") -> str:
    """A company-facts answer of one filer."""
    tagged = {name: {"units": {unit: told}} for name, told in concepts.items()}
    return json.dumps(
        {"cik": 1018724, "entityName": "A Filer", "facts": {"us-gaap": tagged}}
    )


def sec_file(ticker: str) -> bytes:
    """A real answer kept beside the repository; the test is skipped where it is not."""
    path = SHARED / "market" / "sec" / f"{ticker}_companyfacts_trimmed.json"
    if not path.exists():
        pytest.skip(f"{path.name} is not at hand (set BOOKRUNNER_SHARED)")
    return path.read_bytes()
