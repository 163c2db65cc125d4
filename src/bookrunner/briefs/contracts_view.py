"""A party's contracts as a section: what it is owed and owes, year by year, and on whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookrunner.briefs.known import said
from bookrunner.briefs.story import Form, Line, Section, Table
from bookrunner.cited import Problem
from bookrunner.issuers.contracts import backlog_share, contracts, owed_by_year, schedule

if TYPE_CHECKING:
    from bookrunner.briefs.story import Said
    from bookrunner.issuers.contracts import Contract, Profile


def contracts_section(party: str, profile: Profile) -> Section:
    """Contracts of a party, by name or ticker, as seller and as buyer."""
    sells, owes = contracts(seller=party), contracts(buyer=party)
    name = owes[0].buyer if owes else party
    blocks: list[Line | Table] = []
    if sells:
        blocks.append(_years("sells_to", "is owed by", sells, profile))
    if owes:
        blocks.append(_years("owes", "owes to", owes, profile))
    blocks += [_share(buyer, party) for buyer in dict.fromkeys(c.buyer for c in sells)]
    sellers = dict.fromkeys(c.ticker for c in owes if c.ticker)
    if not sells:
        blocks += [_share(name, ticker) for ticker in sellers]
    none = Line(label="Contracts", sentence=("none at hand",))
    return Section(
        key="contracts", heading=f"Contracts of {name}", blocks=tuple(blocks) or (none,)
    )


def _years(key: str, side: str, told: tuple[Contract, ...], profile: Profile) -> Table:
    """A column a contract, a row a year; what no term is stated for has no years."""
    plans = [schedule(each, profile) for each in told]
    whole = owed_by_year(plan for plan in plans if not isinstance(plan, Problem))
    others = [each.buyer if key == "sells_to" else each.seller for each in told]
    keys = [f"{key}:{other}:{n}" for n, other in enumerate(others, start=1)]
    rows: list[tuple[Said | str, ...]] = [
        (
            "in all",
            *(said(k, c.amount, Form.MONEY) for k, c in zip(keys, told, strict=True)),
        )
    ]
    for year in whole:
        cells = [
            said(f"{k}:{year}", plan.get(year), Form.MONEY)
            if not isinstance(plan, Problem) and year in plan
            else ""
            for k, plan in zip(keys, plans, strict=True)
        ]
        rows.append((str(year), *cells))
    without = dict.fromkeys(p.message for p in plans if isinstance(p, Problem))
    shape = f"by year: {profile.shape.value}; {'; '.join(without)}".rstrip("; ")
    return Table(key=key, headings=(side, *others), rows=tuple(rows), total=(shape,))


def _share(buyer: str, ticker: str) -> Line:
    share = backlog_share(buyer, ticker)
    if isinstance(share, Problem):
        return Line(label=f"{ticker} on {buyer}", sentence=(share.message,))
    on = getattr(share, "as_of", None)
    told = f" of its backlog of {on:%b %Y}" if on else " of its backlog"
    return Line(
        label=f"{ticker} hangs on {buyer}",
        sentence=(
            said(f"backlog_share:{ticker}:{buyer}", share, Form.SHARE),
            f"{told}, if all that was signed is still to come",
        ),
    )
