"""The work list: cut by company and days, done once, shared by processes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.sources.catalogue import Catalogue, Settled
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


def settle(catalogue: Catalogue, **states: list[int]) -> None:
    told = {state: [filing(n).accession for n in those] for state, those in states.items()}
    catalogue.settle(Settled(**told))


def numbers(catalogue: Catalogue, cik: int = 1) -> tuple[list[int], list[int]] | None:
    """The papers of a company's next work, and the new ones among them."""
    catalogue.refresh()
    work = catalogue.work(cik)
    if work is None:
        return None
    return [int(f.accession[-6:]) for f in work.papers], sorted(
        int(n[-6:]) for n in work.new
    )


def test_a_work_is_a_companys_new_papers_oldest_first(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path, reader="1")
    catalogue.add([filing(3, after=40), filing(1), filing(2, after=1), filing(4, cik=2)])
    assert numbers(catalogue) == ([1, 2, 3], [1, 2, 3])
    assert numbers(catalogue, 2) == ([4], [4])
    assert numbers(catalogue, 3) is None
    assert catalogue.waiting([1, 2, 3]) == 4


def test_a_late_paper_finds_what_sold_or_was_seen_near_it_and_nothing_refused(
    tmp_path: Path,
) -> None:
    catalogue = Catalogue(tmp_path, reader="1")
    catalogue.add(
        [filing(1), filing(2, after=20), filing(3, after=21), filing(4, after=22)]
    )
    settle(catalogue, sold=[1, 2], refused=[3], seen=[4])
    assert numbers(catalogue) is None
    catalogue.add([filing(5, after=35)])
    assert numbers(catalogue) == ([2, 4, 5], [5])
    work = catalogue.work(1)
    assert work is not None
    assert work.unread == {filing(4).accession}


def test_a_years_papers_of_a_bank_come_in_pieces(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path, reader="1")
    catalogue.add([filing(n, after=n // 4) for n in range(250)])
    sizes = []
    while work := catalogue.work(1):
        sizes.append(len(work.papers))
        catalogue.settle(Settled(refused=sorted(work.new)))
    assert sizes == [100, 100, 50]


@settings(deadline=None)  # it writes to the disk
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 90)), max_size=30))
def test_every_filing_is_new_once_in_whatever_order_it_is_found(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[int, int]]
) -> None:
    filings = [filing(n, cik=cik, after=day) for n, (cik, day) in enumerate(told)]
    one = Catalogue(tmp_path_factory.mktemp("c"), reader="1")
    other = Catalogue(tmp_path_factory.mktemp("c"), reader="1")
    one.add(filings)
    for each in reversed(filings):
        other.add([each])
    assert [one.work(cik) for cik in (1, 2, 3)] == [other.work(cik) for cik in (1, 2, 3)]
    new = [number for cik in (1, 2, 3) if (work := one.work(cik)) for number in work.new]
    assert sorted(new) == sorted(each.accession for each in filings)


def test_what_is_settled_is_settled_for_everybody_and_for_ever(tmp_path: Path) -> None:
    one, other = Catalogue(tmp_path, reader="1"), Catalogue(tmp_path, reader="1")
    one.add([filing(1), filing(2, after=40)])
    settle(other, sold=[1])
    assert numbers(one) == ([2], [2])
    assert numbers(Catalogue(tmp_path, reader="1")) == ([2], [2])


def test_a_report_that_was_seen_may_be_sold_later(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path, reader="1")
    catalogue.add([filing(1, form="8-K")])
    settle(catalogue, seen=[1])
    settle(catalogue, sold=[1])
    catalogue.add([filing(2)])
    work = Catalogue(tmp_path, reader="1")
    assert numbers(work) == ([1, 2], [2])
    found = work.work(1)
    assert found is not None
    assert not found.unread


def test_a_new_reader_reads_everything_again(tmp_path: Path) -> None:
    old = Catalogue(tmp_path, reader="1")
    old.add([filing(1)])
    settle(old, refused=[1])
    assert numbers(Catalogue(tmp_path, reader="2")) == ([1], [1])


def test_what_the_store_has_lost_is_read_again(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path, reader="1")
    catalogue.add([filing(1), filing(2), filing(3)])
    settle(catalogue, sold=[1], refused=[2], seen=[3])
    catalogue.reopen(frozenset({filing(2).accession}))
    assert numbers(catalogue) == ([1, 3], [1])  # what was only seen is in no store


def test_a_filing_found_twice_is_one_filing_of_the_company_it_was_first_found_for(
    tmp_path: Path,
) -> None:
    """A filing of several registrants stands in the day's index once for each."""
    catalogue = Catalogue(tmp_path, reader="1")
    catalogue.add([filing(1, cik=1), filing(1, cik=2)])
    assert numbers(catalogue, 1) == ([1], [1])
    assert numbers(catalogue, 2) is None
    assert catalogue.last_day() == DAY
    assert Catalogue(tmp_path / "empty", reader="1").last_day() is None
