"""Raw facts: reading them, telling filings from newsrooms, giving rows a passport."""

from __future__ import annotations

import csv
import gzip
import re
from io import StringIO
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Row: TypeAlias = dict[str, str]

PASSPORT: Final = ["source", "as_of", "grade", "note"]
NEWSROOMS = (
    "trends.glance.com", "9fin.com", "tradingpedia.com", "swissinfo.ch", "ifre.com",
    "businesstimes.com", "benzinga.com", "twentyfouram.com", "lexlords.ca", "ft.com",
    "longbridge.cn", "feedman.me", "digitalchew.com", "fudzilla.net", "cointelegraph.com",
    "learndenglisch.com", "whatisdepin.io",
)  # fmt: skip


def raw(path: Path) -> list[Row]:
    """The rows of a raw file, zipped or not."""
    packed = path.read_bytes()
    text = gzip.decompress(packed) if path.suffix == ".gz" else packed
    return list(csv.DictReader(StringIO(text.decode("utf-8"), newline="")))


def write(folder: Path, name: str, columns: list[str], rows: Iterable[Row]) -> None:
    """One file of the library, its rows in the order given."""
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        writer.writeheader()
        count = 0
        for row in rows:
            writer.writerow({k: v for k, v in row.items() if k in columns})
            count += 1
    print(f"{name}: {count} rows")


def kept(rows: Iterable[Row]) -> list[Row]:
    """Ruling 2: what is graded A or B and has an address."""
    return [r for r in rows if r["grade"] in {"A", "B"} and addresses(r["source_url"])]


def addresses(cell: str) -> list[str]:
    """The addresses in a cell; words that are no address are left out."""
    parts = (re.sub(r"\s*\(title only\)$", "", p) for p in re.split(r" ; |; ", cell))
    return [p for p in parts if p.startswith("http")]


def filings(cell: str) -> str:
    """The addresses that are no newsroom's."""
    return " ; ".join(a for a in addresses(cell) if not in_newsroom(a))


def press(cell: str) -> str:
    """The newsrooms among the addresses, or all of them where there is none."""
    found = [a for a in addresses(cell) if in_newsroom(a)]
    return " ; ".join(found or addresses(cell))


def in_newsroom(address: str) -> bool:
    """Whether an address is a newsroom's."""
    return any(room in address for room in NEWSROOMS)


def witness(row: Row, source: str, as_of: str, grade: str, note: str = "") -> Row:
    """A row with its passport."""
    return row | {"source": source, "as_of": as_of, "grade": grade, "note": note}
