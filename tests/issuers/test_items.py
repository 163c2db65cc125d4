"""The lines of the books: every concept says one thing."""

from __future__ import annotations

from collections import Counter

import pytest

from bookrunner.issuers import items
from bookrunner.issuers.items import Item

TABLES = (items.FLOWS, items.TOTAL_THEN_PART, items.BALANCES)


def test_no_concept_is_read_as_two_items() -> None:
    read = [concept for table in TABLES for names in table.values() for concept in names]
    read += [*items.PURCHASES, *items.PROCEEDS, *items.NET_PURCHASES]
    read += [*items.CASH, *items.SECURITIES, *items.CASH_AND_SECURITIES]
    read += [concept for names in items.PAYOUTS for concept in names]
    assert [name for name, times in Counter(read).items() if times > 1] == []


@pytest.mark.parametrize("identity", [*items.DEBT, *items.LEASES])
def test_a_total_is_neither_of_its_parts(identity: items.Identity) -> None:
    assert len(set(identity)) == 3


def test_families_of_debt_do_not_share_a_total() -> None:
    totals = [identity.total for identity in (*items.DEBT, *items.LEASES)]
    assert len(set(totals)) == len(totals)


@pytest.mark.parametrize("item", Item)
def test_an_item_is_said_in_words(item: Item) -> None:
    assert item.words.replace(" ", "_") == item.value
    assert item.words == item.words.lower()
