"""Witnesses: what is heard is noted where it belongs, and what no rule reads is a doubt."""

from __future__ import annotations

from bookrunner.cited import Reason
from bookrunner.deals.rules import face, identifiers, issuer, yields
from bookrunner.deals.witnesses import LONGEST, Witnesses
from bookrunner.filings import Passage


def passage(words: str) -> Passage:
    return Passage(words, 0, len(words))


LABEL = passage("label")


def test_a_deals_figure_goes_to_the_deal_and_a_tranches_to_its_tranches() -> None:
    heard = Witnesses(2)
    heard.hear(issuer.RULE, None, passage("Quill plc"), LABEL)
    heard.hear(yields.RULE, (1,), passage("5.1%"), LABEL)
    heard.hear(yields.RULE, None, passage("5.2%"), LABEL)
    assert [found.value for found in heard.of_deal["issuer"]] == ["Quill plc"]
    told = [len(each["yield_to_maturity"]) for each in heard.of_tranche]
    assert told == [1, 2]


def test_one_size_of_several_is_the_deals_and_one_identifier_nobodys() -> None:
    heard = Witnesses(2)
    heard.hear(face.RULE, None, passage("$900,000,000"), LABEL)
    heard.hear(identifiers.RULE, None, passage("037833BC3"), LABEL)
    assert len(heard.of_deal["total_face"]) == 1
    assert not any(each["face"] or each["cusip"] for each in heard.of_tranche)
    assert [doubt.reason for _, doubt in heard.doubts] == [Reason.CONFLICT]


def test_what_is_left_blank_is_a_doubt_and_no_figure() -> None:
    heard = Witnesses(1)
    heard.hear(yields.RULE, (0,), passage("[●]%"), LABEL)
    ((where, doubt),) = heard.doubts
    assert (where, doubt.reason) == (":1", Reason.MISSING)


def test_a_form_is_read_by_the_choice_that_is_ticked() -> None:
    heard = Witnesses(1)
    heard.hear(yields.RULE, (0,), passage("☐ 4.0% ☒ 5.0% ☐ 6.0%"), LABEL)
    (found,) = heard.of_tranche[0]["yield_to_maturity"]
    assert found.passage.words == "5.0%"


def test_of_a_value_without_end_the_beginning_is_read() -> None:
    heard = Witnesses(1)
    heard.hear(yields.RULE, (0,), passage("x" * LONGEST + " 5.0%"), LABEL)
    assert not heard.of_tranche[0]["yield_to_maturity"]


def test_what_is_told_of_nobody_is_a_doubt() -> None:
    heard = Witnesses(2)
    heard.hear(yields.RULE, (), passage("5.0%"), LABEL)
    assert len(heard.doubts) == 1
    assert not any(each["yield_to_maturity"] for each in heard.of_tranche)
