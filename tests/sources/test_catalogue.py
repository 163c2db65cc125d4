"""The work list: cut by company and days, done once, shared by processes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bookrunner.sources.catalogue import Catalogue
from bookrunner.sources.filing_names import Filing

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

DAY = date(2026, 1, 5)


def filing(number: int, *, cik: int = 1, after: int = 0, form: str = "FWP") -> Filing:
    return Filing(
        accession=f"0000000001-26-{number:06}",
        cik=cik,
        form=form,
        day=DAY + timedelta(after),
        company="A",
    )


def numbers(catalogue: Catalogue, *ciks: int) -> list[list[int]]:
    works = catalogue.pending(ciks or [1])
    return [[int(each[-6:]) for each in work.accessions] for work in works]


def test_papers_of_a_sale_lie_within_days_and_other_papers_apart(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path, reader="1")
    catalogue.add(
        [filing(5, after=30), filing(1), filing(2, after=1), filing(3, after=6),
         filing(4, after=12), filing(6, cik=2, after=1)]
    )  # fmt: skip
    assert numbers(catalogue) == [[1, 2, 3], [4], [5]]
    assert numbers(catalogue, 2) == [[6]]
    assert numbers(catalogue, 3) == []


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 40)), max_size=20))
def test_every_filing_is_in_exactly_one_work_in_whatever_order_it_is_found(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[int, int]]
) -> None:
    filings = [filing(n, cik=cik, after=day) for n, (cik, day) in enumerate(told)]
    one = Catalogue(tmp_path_factory.mktemp("c"), reader="1")
    other = Catalogue(tmp_path_factory.mktemp("c"), reader="1")
    one.add(filings)
    for each in reversed(filings):
        other.add([each])
    works = one.pending([1, 2, 3])
    assert works == other.pending([1, 2, 3])
    assert sorted(n for work in works for n in work.accessions) == sorted(
        each.accession for each in filings
    )


def test_what_is_done_is_done_for_everybody_and_for_ever(tmp_path: Path) -> None:
    one, other = Catalogue(tmp_path, reader="1"), Catalogue(tmp_path, reader="1")
    one.add([filing(1), filing(2, after=20)])
    other.refresh()
    other.finish(other.pending([1])[:1])
    one.refresh()
    assert numbers(one) == [[2]]
    again = Catalogue(tmp_path, reader="1")
    again.refresh()
    assert numbers(again) == [[2]]


def test_a_paper_that_turns_up_later_makes_the_work_new(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path, reader="1")
    catalogue.add([filing(1)])
    catalogue.finish(catalogue.pending([1]))
    catalogue.add([filing(2, after=1, form="424B5")])
    assert numbers(catalogue) == [[1, 2]]


def test_a_new_reader_reads_everything_again(tmp_path: Path) -> None:
    old = Catalogue(tmp_path, reader="1")
    old.add([filing(1)])
    old.finish(old.pending([1]))
    new = Catalogue(tmp_path, reader="2")
    new.refresh()
    assert numbers(new) == [[1]]


def test_what_the_store_has_lost_is_read_again(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path, reader="1")
    catalogue.add([filing(1), filing(2, after=20)])
    catalogue.finish(catalogue.pending([1]))
    catalogue.reopen(frozenset({filing(1).accession}))
    assert numbers(catalogue) == [[2]]


def test_a_filing_found_twice_is_one_filing_of_the_company_it_was_first_found_for(
    tmp_path: Path,
) -> None:
    """A filing of several registrants stands in the day's index once for each."""
    catalogue = Catalogue(tmp_path, reader="1")
    catalogue.add([filing(1, cik=1), filing(1, cik=2)])
    assert numbers(catalogue, 1, 2) == [[1]]
    assert catalogue.last_day() == DAY
    assert Catalogue(tmp_path / "empty", reader="1").last_day() is None
