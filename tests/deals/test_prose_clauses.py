"""One sentence that sells several issues gives each its own amount."""

from __future__ import annotations

from bookrunner.deals import read_deal
from bookrunner.filings import document

SOLD = (
    "Example Industries, Inc.\n"
    "On November 20, 2025, Example Industries, Inc. sold $1,000,000,000 aggregate "
    "principal amount of its 5.625% Notes due 2033 and $500,000,000 aggregate principal "
    "amount of its 4.270% Notes due 2056.\n"
)


def test_each_issue_of_a_sentence_has_the_amount_before_it() -> None:
    deal = read_deal(document(SOLD.encode(), "8k.txt")).value
    sizes = {
        str(each.coupon.value): str(each.face.value.amount)
        for each in deal.tranches
        if each.coupon and each.face
    }
    assert sizes == {"0.05625": "1000000000", "0.04270": "500000000"}


def test_a_sentence_broken_over_lines_is_whole_again() -> None:
    """Even where the next line begins with a title."""
    broken = SOLD.replace("its 4.270%", "its\n4.270%").replace("aggregate ", "aggregate\n")
    deal = read_deal(document(broken.encode(), "8k.txt")).value
    sizes = [str(each.face.value.amount) for each in deal.tranches if each.face]
    assert sizes == ["1000000000", "500000000"]
