"""A short run of what `make fuzz` does at length: broken sheets, read or refused."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

SCRIPT = Path(__file__).parents[2] / "scripts" / "fuzz_reader.py"


def fuzz() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz_reader", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_two_hundred_broken_sheets_raise_nothing_and_quote_only_what_is_there() -> None:
    module = fuzz()
    whole = module.sources()
    for number in range(200):
        chance = random.Random(number)  # noqa: S311 # no secret hangs on it
        data = module.broken(chance, chance.choice(whole))
        assert module.complaint(data) == "", number


@pytest.mark.parametrize(
    "tail",
    ["January " * 40_000, "| " * 200_000, "2028 Notes: " * 20_000, "5% Senior " * 20_000,
     "Redemption: " + "January 1, 2030 prior to (x) " * 8_000,
     "Ratings: " + "A1 Moody's " * 8_000,
     "".join(f"{n / 1000:.3f}% Notes due {2000 + n % 99}\n" for n in range(4_000)),
     "Title: " + "5.000% Notes due 2030; " * 2_500,
     "Benchmark Treasury: " + "99.500% " * 7_500],
    ids=["months", "pipes", "references", "openings", "days", "ratings", "titles", "line",
         "quotes"],
)  # fmt: skip
def test_long_monotony_is_read_in_bounded_time(tail: str) -> None:
    """Each of these once took the square of its length."""
    sheet = f"5.000% Notes due 2030\n4.000% Notes due 2031\n{tail}"
    assert fuzz().complaint(sheet.encode()) == ""
