# ruff: noqa: E501 - what is thrown at the reader stands here as it is thrown
"""Throw broken sheets at the reader: `uv run --group test python scripts/fuzz_reader.py 100000`.

Sheets of the test suite, rendered and of our own making, are broken in their bytes, tags,
tables and digits.  Whatever comes of it, the reader answers within two seconds with a
reading whose every quote stands in the text, or with one of the house's own errors.  The
first offender is written beside, and the exit status is 1.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookrunner.cited import Cited
from bookrunner.deals import read_deal
from bookrunner.errors import BookrunnerError
from bookrunner.filings import document

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from examples import variants  # noqa: E402 # the tests' own sheets, found through the path above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SLOWEST = 2.0  # seconds a sheet may take
TAGS = [b"<table>", b"</table>", b"<tr>", b"</tr>", b"<td>", b"</td>", b"<p>", b"</p>", b"<br>",
        b"<div>", b"<script>", b"<!--", b"-->", b"&nbsp;", b"&#x0;", b"<td colspan=9999999>",
        b"<TEXT>", b"</TEXT>", b"<DOCUMENT>", b"]]>", b"<", b">", b"&"]  # fmt: skip
WORDS = [b"2028 Notes: ", b" for the 2030 Notes", b"Coupon: ", b"5.000% Notes due 2030 ", b"\n\n",
         b"|", b"\t", b" | | ", b"%", b"$", b"(", b")", b"T + ", b" bps", b"Floating Rate Notes",
         b"prior to January 5, 2029 ", b"99-051/4", b"[\xe2\x97\x8f]", b"per cent", b": ", b"\x00",
         b"Compounded SOFR plus ", b"Per 2028 note", b"February 30, 2029"]  # fmt: skip


def sources() -> list[bytes]:
    """The sheets that are broken."""
    chance = random.Random(1)  # noqa: S311 # no secret hangs on it
    made = [
        path.read_bytes() for path in sorted((ROOT / "tests/examples/sheets").glob("*.txt"))
    ]
    for layout in variants.LAYOUTS * 3:
        deal = variants.drawn(chance, 1 if layout == "single" else chance.randint(2, 4))
        sheet = variants.sheet(chance, deal, layout)
        made += [variants.as_html(chance, sheet), variants.as_text(chance, sheet, layout)]
    return made


def broken(chance: random.Random, whole: bytes) -> bytes:
    """A sheet with one to twelve things broken in it."""
    data = bytearray(whole)
    for _ in range(chance.choice([1, 1, 2, 3, 5, 12])):
        at = chance.randrange(len(data) + 1)
        chance.choice(BREAKS)(chance, data, at)
    return bytes(data)


def _noise(chance: random.Random, data: bytearray, at: int) -> None:
    data[at : at + chance.randrange(4)] = chance.randbytes(chance.randrange(1, 6))


def _tag(chance: random.Random, data: bytearray, at: int) -> None:
    data[at:at] = chance.choice(TAGS) * chance.choice([1, 1, 1, 3, 300])


def _word(chance: random.Random, data: bytearray, at: int) -> None:
    data[at:at] = chance.choice(WORDS) * chance.choice([1, 1, 1, 2, 200])


def _cut(chance: random.Random, data: bytearray, at: int) -> None:
    del data[at : at + chance.choice([1, 10, 100, 10_000])]


def _again(chance: random.Random, data: bytearray, at: int) -> None:
    piece = data[at : at + chance.choice([10, 100, 2_000])]
    data[at:at] = piece * chance.choice([1, 1, 5, 20])


def _digits(chance: random.Random, data: bytearray, _: int) -> None:
    places = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
    for place in chance.sample(places, min(len(places), 5)):
        data[place] = chance.choice(b"0123456789.,- ")


BREAKS: list[Callable[[random.Random, bytearray, int], None]] = [
    _noise, _tag, _word, _cut, _again, _digits,
]  # fmt: skip


def complaint(data: bytes) -> str:
    """What is wrong with the reader's answer to these bytes, or ""."""
    began = time.process_time()
    try:
        sheet = document(data, "broken")
        reading = read_deal(sheet)
    except BookrunnerError as error:
        return "an error of several lines" if "\n" in str(error) else ""
    except Exception as error:  # noqa: BLE001 # this is what we are looking for
        return f"{type(error).__name__}: {error}"
    took = time.process_time() - began
    if took > SLOWEST:
        return f"{took:.1f} seconds"
    for figure in _figures(reading.value):
        cited = figure.citation
        if sheet.text[cited.start : cited.end] != cited.quote or not cited.quote:
            return f"{cited.rule}: {cited.quote!r} does not stand in the text"
    return ""


def _figures(deal: Any) -> Iterator[Cited[Any]]:
    for thing in (deal, *deal.tranches):
        values = [getattr(thing, each.name) for each in fields(thing)]
        yield from (value for value in values if isinstance(value, Cited))
    yield from deal.ratings.values()


def main(sheets: int, seed: int) -> int:
    """Break this many sheets, from this seed on."""
    whole, slowest, began = sources(), 0.0, time.perf_counter()
    for number in range(seed, seed + sheets):
        chance = random.Random(number)  # noqa: S311 # no secret hangs on it
        data = broken(chance, chance.choice(whole))
        start = time.process_time()
        wrong = complaint(data)
        slowest = max(slowest, time.process_time() - start)
        if wrong:
            Path(f"broken-{number}.txt").write_bytes(data)
            print(f"sheet {number}: {wrong}; written to broken-{number}.txt")
            return 1
    took = time.perf_counter() - began
    print(f"{sheets:,} broken sheets from seed {seed}: none gets through; "
          f"the slowest took {slowest:.2f} s, all {took:,.0f} s")  # fmt: skip
    return 0


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*(numbers + [1000, 0][len(numbers) :])))
