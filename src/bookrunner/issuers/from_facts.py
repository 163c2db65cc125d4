"""Company facts in, a borrower's books out: any SEC filer, at any day's knowledge.

*as_of* hides every filing after that day; the vintage says whether a figure restated
since counts as first filed or as restated.  Identities are checked on the way (current
+ non-current = total, quarters sum to the year), and what fails one is left out.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bookrunner.cited import Computed
from bookrunner.issuers import items
from bookrunner.issuers.capex_bases import parted_by_basis
from bookrunner.issuers.financials import Financials, Series
from bookrunner.issuers.items import Item
from bookrunner.issuers.known import conflict, implausible, missing, unsupported
from bookrunner.issuers.quarters import misscaled, quarters
from bookrunner.issuers.vintages import Vintage, contexts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import TypeAlias

    from bookrunner.cited import Figure, Problem, Reading
    from bookrunner.issuers.companyfacts import CompanyFacts, Fact
    from bookrunner.issuers.items import Identity
    from bookrunner.units import Money

    Column: TypeAlias = "dict[date, Figure[Money]]"


def financials_from_facts(
    read: Reading[CompanyFacts],
    ticker: str,
    *,
    as_of: date | None = None,
    vintage: Vintage = Vintage.AS_RESTATED,
) -> Financials:
    """The books of one filer from its company facts, and what stood in the way."""
    books = _Books(read.value, as_of, vintage, list(read.problems))
    columns = books.flows() | books.capex() | books.balances() | books.sums()
    return Financials(
        ticker=ticker,
        name=read.value.name,
        series={item: Series(item=item, figures=f) for item, f in columns.items() if f},
        problems=tuple(dict.fromkeys(books.problems)),
    )


class _Books:
    """One reading of one filer: columns by item, problems gathered on the way."""

    def __init__(
        self,
        company: CompanyFacts,
        as_of: date | None,
        vintage: Vintage,
        problems: list[Problem],
    ) -> None:
        self.company = company
        self.as_of = as_of
        self.vintage = vintage
        self.problems = problems
        self.currency = self._reporting_currency()

    def flows(self) -> dict[Item, Column]:
        """Items that run over a quarter."""
        found = {
            item: self._agreed(item, [self._quarters(c) for c in concepts])
            for item, concepts in items.FLOWS.items()
        }
        for item, concepts in items.TOTAL_THEN_PART.items():
            found[item] = self._continued(
                item, [self._quarters(c) for c in concepts], parts=True
            )
        self._say_what_wears_out(found[Item.DEPRECIATION_AMORTIZATION])
        found[Item.INTEREST_EXPENSE] = self._positive(found[Item.INTEREST_EXPENSE])
        found[Item.PAYOUTS] = self._payouts()
        return found

    def capex(self) -> dict[Item, Column]:
        """Gross and net purchases of property and equipment, each a series of its own."""
        proceeds = self._facts_of(items.PROCEEDS)
        columns: dict[Item, list[Column]] = {Item.CAPEX_GROSS: [], Item.CAPEX_NET: []}
        for concept in items.PURCHASES:
            parted = parted_by_basis(self._facts_of((concept,)), proceeds)
            self.problems += parted.problems
            columns[Item.CAPEX_GROSS].append(self._column(parted.value.gross))
            columns[Item.CAPEX_NET].append(self._column(parted.value.net))
        columns[Item.CAPEX_NET] += [self._quarters(c) for c in items.NET_PURCHASES]
        gross, net = (self._continued(i, _latest_first(c)) for i, c in columns.items())
        returned = self._column(proceeds)
        for end in gross.keys() & returned.keys() - net.keys():
            net[end] = _less(gross[end], returned[end], end)
        return {Item.CAPEX_GROSS: gross, Item.CAPEX_NET: dict(sorted(net.items()))}

    def balances(self) -> dict[Item, Column]:
        """Items that stand at the end of a day."""
        return {
            item: self._agreed(item, [self._at_day_ends(c) for c in concepts])
            for item, concepts in items.BALANCES.items()
        }

    def sums(self) -> dict[Item, Column]:
        """Items that filings state in parts: liquidity, debt, leases."""
        debt, long_term = self._whole(Item.TOTAL_DEBT, items.DEBT)
        leases, _ = self._whole(Item.LEASE_LIABILITIES, items.LEASES)
        return {
            Item.CASH_AND_SECURITIES: self._cash_and_securities(),
            Item.TOTAL_DEBT: debt,
            Item.LONG_TERM_DEBT: long_term,
            Item.LEASE_LIABILITIES: leases,
        }

    def _payouts(self) -> Column:
        """Buybacks and dividends; of a filer that tags both, only where both are stated."""
        bought, paid = (
            self._agreed(Item.PAYOUTS, [self._quarters(c) for c in concepts])
            for concepts in items.PAYOUTS
        )
        if not bought or not paid:
            return bought or paid
        return {d: _plus(bought[d], paid[d], d) for d in sorted(bought.keys() & paid)}

    def _cash_and_securities(self) -> Column:
        cash = self._first(self._at_day_ends(c) for c in items.CASH)
        securities = self._first(self._at_day_ends(c) for c in items.SECURITIES)
        stated = self._first(self._at_day_ends(c) for c in items.CASH_AND_SECURITIES)
        added = {d: _plus(cash[d], securities[d], d) for d in cash.keys() & securities}
        return self._checked(Item.CASH_AND_SECURITIES, added, stated)

    def _whole(self, item: Item, families: Iterable[Identity]) -> tuple[Column, Column]:
        """The total and its long-term part, from the one family this filer tags."""
        for family in families:
            current = self._at_day_ends(family.current)
            later = self._at_day_ends(family.noncurrent)
            stated = self._at_day_ends(family.total)
            added = {d: _plus(current[d], later[d], d) for d in current.keys() & later}
            if whole := self._checked(item, added, stated):
                return whole, later
        tagged = (self._at_day_ends(family.noncurrent) for family in families)
        return {}, self._first(tagged)

    def _checked(self, item: Item, added: Column, stated: Column) -> Column:
        """The stated total where there is one; refused where its parts say otherwise."""
        whole = added | stated
        for end in added.keys() & stated:
            parts, total = added[end].value, stated[end].value
            if parts != total:
                said = f"at {end} the parts sum to {parts}, the total is {total}"
                self.problems.append(conflict(item.value, said))
                del whole[end]
        return dict(sorted(whole.items()))

    def _agreed(self, item: Item, columns: list[Column]) -> Column:
        """Columns of one meaning as one; where two differ on a day, neither counts."""
        whole: Column = {}
        for column in columns:
            whole = column | whole
        for end in list(whole):
            values = {c[end].value for c in columns if end in c}
            if len(values) > 1:
                said = f"{item.words} to {end}: two concepts state {sorted(values)}"
                self.problems.append(conflict(item.value, said))
                del whole[end]
        return dict(sorted(whole.items()))

    def _continued(
        self, item: Item, columns: list[Column], *, parts: bool = False
    ) -> Column:
        """The first column tagged, longer by those that agree with it where they meet.

        With *parts* a later concept may be a part of the first: to differ is no conflict.
        """
        whole: Column = {}
        for column in filter(None, columns):
            shared = whole.keys() & column
            if not whole or (shared and all(_same(whole, column, d) for d in shared)):
                whole = column | whole
            elif not parts or column.keys() - whole:
                said = f"{item.words}: a second concept is another figure, and is left out"
                self.problems.append(conflict(item.value, said))
        return dict(sorted(whole.items()))

    def _say_what_wears_out(self, worn: Column) -> None:
        """Depreciation alone is no depreciation and amortisation, and says so."""
        whole = items.TOTAL_THEN_PART[Item.DEPRECIATION_AMORTIZATION][:-1]
        if worn and not any(self._facts_of((concept,)) for concept in whole):
            said = "only depreciation is tagged: EBITDA leaves amortisation out"
            self.problems.append(missing(Item.DEPRECIATION_AMORTIZATION.value, said))

    def _positive(self, interest: Column) -> Column:
        """Interest paid cannot be negative: such a figure is income, or a mistake."""
        for end in [d for d, figure in interest.items() if figure.value.amount < 0]:
            said = f"interest expense to {end} is {interest.pop(end).value}"
            self.problems.append(implausible(Item.INTEREST_EXPENSE.value, said))
        return interest

    @staticmethod
    def _first(columns: Iterable[Column]) -> Column:
        whole: Column = {}
        for column in columns:
            whole = column | whole
        return dict(sorted(whole.items()))

    def _quarters(self, concept: str) -> Column:
        return self._column(self._facts_of((concept,)))

    def _column(self, facts: tuple[Fact, ...]) -> Column:
        read = quarters(facts, vintage=self.vintage)
        self.problems += read.problems
        return {quarter.end: quarter.amount for quarter in read.value}

    def _at_day_ends(self, concept: str) -> Column:
        column: Column = {}
        for (start, end), context in contexts(self._facts_of((concept,))).items():
            if start is None and misscaled(context):
                said = f"statements at {end} differ by a factor of a thousand or more"
                self.problems.append(implausible(concept, said))
            elif start is None:
                column[end] = context.fact(self.vintage).cited()
        return column

    def _facts_of(self, concepts: Iterable[str]) -> tuple[Fact, ...]:
        told = [f for c in concepts for f in self.company.of(c, self.as_of)]
        return tuple(f for f in told if f.currency == self.currency)

    def _reporting_currency(self) -> str:
        """The one currency of the books; of several, the one most facts are stated in."""
        stated = Counter(f.currency for told in self.company.facts.values() for f in told)
        if len(stated) > 1:
            (most, _), *others = stated.most_common()
            left = ", ".join(currency for currency, _ in others)
            said = f"figures in {left} are left out: the books are kept in {most}"
            self.problems.append(unsupported("currency", said))
        return stated.most_common(1)[0][0] if stated else "USD"


def _latest_first(columns: list[Column]) -> list[Column]:
    """The concept a filer uses now before those it used to."""
    return sorted((c for c in columns if c), key=max, reverse=True)


def _same(one: Column, other: Column, end: date) -> bool:
    return one[end].value == other[end].value


def _plus(one: Figure[Money], other: Figure[Money], end: date) -> Figure[Money]:
    by = "issuers.from_facts: the sum of two lines"
    return Computed(one.value + other.value, by, (one, other), end)


def _less(gross: Figure[Money], returned: Figure[Money], end: date) -> Figure[Money]:
    by = "issuers.from_facts: purchases less proceeds from sales and incentives"
    return Computed(gross.value - returned.value, by, (gross, returned), end)
