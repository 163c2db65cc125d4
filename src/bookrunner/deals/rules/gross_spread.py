"""The underwriters' discount, and the price the issuer is paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.cited import Reason
from bookrunner.deals.rules.grammar import (
    AMOUNTS,
    BASIS_POINTS,
    PERCENTS,
    amount_of,
    price_of,
    spread_of,
)
from bookrunner.deals.rules.rule import Doubt, Found, Rule

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage


def read_gross_spread(value: Passage, _label: Passage) -> Outcome:
    """The percentage of face, where one is stated; amounts of money are left alone."""
    found = list(value.finditer(PERCENTS))
    if len({price_of(each[0]) for each in found}) > 1:
        told = ", ".join(each[0] for each in found)
        yield Doubt(
            "gross_spread", Reason.CONFLICT, f"several discounts stated: {told}", value
        )
    elif found:
        words = found[0][0]
        yield Found(
            "gross_spread", price_of(words), value.group(found[0]), "gross_spread.stated"
        )
    elif points := value.search(BASIS_POINTS):
        fee = spread_of(points[0]).scaleb(2)
        yield Found("gross_spread", fee, value.group(points), "gross_spread.points")


def read_net(value: Passage, _label: Passage) -> Outcome:
    """A percentage is the price to the issuer; an amount is the deal's net proceeds."""
    prices = list(value.finditer(PERCENTS))
    if len({price_of(each[0]) for each in prices}) > 1:
        told = ", ".join(each[0] for each in prices)
        yield Doubt("net_price", Reason.CONFLICT, f"several prices stated: {told}", value)
        return
    if prices:
        net = price_of(prices[0][0])
        yield Found("net_price", net, value.group(prices[0]), "net_price.stated")
    if found := value.search(AMOUNTS):
        yield Found(
            "net_proceeds", amount_of(found[0]), value.group(found), "net_proceeds.stated"
        )


_WHO: Final = (
    r"(?:underwrit(?:ing|ers?)|dealers?|agents?|managers?|purchasers?|selling\sagents?"
    r"|banks?|total)"
)
RULE: Final = Rule(
    "gross_spread",
    rf"(?:gross\s)?{_WHO}\s(?:s\s)?(?:and\s\w+\s)?(?:discounts?|commissions?|fees?|compensation|spread)"
    r"(?:\s(?:(?:and|or)\s)?(?:discounts?|commissions?|fees?))?(?:\sper\s\w+)?"
    r"|gross\s(?:underwriting\s)?(?:spread|fees?|discount|commission)|discounts?\s(?:(?:and|or)\s)?(?:commissions?|fees?)"
    r"|(?:discount|commission)s?(?:\sto\s(?:the\s)?(?:underwriters?|agents?|dealers?))?",
    read_gross_spread,
)
NET: Final = Rule(
    "net_price",
    r"(?:net\s)?proceeds(?:\s(?:net|to\s(?:us|issuer|the\sissuer|the\scompany|company)|before\sexpenses))*"
    r"|(?:net\s)?proceeds\sto\s\w+(?:\s\w+){0,2}(?:\sbefore\sexpenses)?|net\sprice(?:\sto\s(?:the\s)?issuer)?"
    r"|price\sto\s(?:the\s)?(?:issuer|company)|purchase\sprice|all\sin\sprice(?:\sto\sissuer)?|net\sproceeds.*",
    read_net,
)
