"""What the house asks of a borrower's books, and under which names filers tag it.

Issuers differ: one tags its debt as long-term debt, another as notes payable.  A family
of debt concepts is never mixed with another.  Names in one row say the same thing; where
a filing states two of them with two values, that is a conflict, not a choice.  The one
order that decides is revenue: what is tagged ``Revenues`` is the total, and revenue from
contracts is the total only where no other revenue is tagged.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Item(Enum):
    """One line of a borrower's books; the value is its name in JSON."""

    REVENUE = "revenue"
    OPERATING_INCOME = "operating_income"
    NET_INCOME = "net_income"
    DEPRECIATION_AMORTIZATION = "depreciation_and_amortization"
    INTEREST_EXPENSE = "interest_expense"
    OPERATING_CASH_FLOW = "operating_cash_flow"
    CAPEX_GROSS = "capex_gross"  # purchases of property and equipment
    CAPEX_NET = "capex_net"  # the same, net of proceeds from sales and incentives
    PAYOUTS = "payouts"  # buybacks and dividends
    FINANCE_LEASE_PAYMENTS = "finance_lease_payments"  # principal only
    CASH_AND_SECURITIES = "cash_and_securities"
    LONG_TERM_DEBT = "long_term_debt"  # without the part due within a year
    TOTAL_DEBT = "total_debt"
    DEBT_OF_UNSTATED_BASIS = "debt_of_unstated_basis"
    LEASE_LIABILITIES = "lease_liabilities"
    FINANCE_LEASE_LIABILITIES = "finance_lease_liabilities"
    PURCHASE_COMMITMENTS = "purchase_commitments"  # not on the balance sheet
    BACKLOG = "backlog"  # remaining performance obligation
    TOTAL_ASSETS = "total_assets"

    @property
    def words(self) -> str:
        """The item as a reader says it."""
        return self.value.replace("_", " ")


FLOWS: Final[Mapping[Item, tuple[str, ...]]] = {
    Item.OPERATING_INCOME: ("OperatingIncomeLoss",),
    Item.NET_INCOME: ("NetIncomeLoss",),
    Item.INTEREST_EXPENSE: (
        "InterestExpense",
        "InterestExpenseNonoperating",
        "InterestExpenseDebt",
    ),
    Item.OPERATING_CASH_FLOW: ("NetCashProvidedByUsedInOperatingActivities",),
    Item.FINANCE_LEASE_PAYMENTS: ("FinanceLeasePrincipalPayments",),
}
"""Items that run over a quarter, and the concepts that say exactly that."""

TOTAL_THEN_PART: Final[Mapping[Item, tuple[str, ...]]] = {
    Item.REVENUE: (
        "Revenues",
        "RevenueFromContractWithCustomerExcludingAssessedTax",
        "SalesRevenueNet",
    ),
    Item.DEPRECIATION_AMORTIZATION: (
        "DepreciationDepletionAndAmortization",
        "DepreciationAmortizationAndAccretionNet",
        "DepreciationAndAmortization",
        "Depreciation",
    ),
}
"""Items whose first concept is the total; a later one counts where no earlier is tagged."""

BALANCES: Final[Mapping[Item, tuple[str, ...]]] = {
    Item.FINANCE_LEASE_LIABILITIES: ("FinanceLeaseLiability",),
    Item.PURCHASE_COMMITMENTS: (
        "UnrecordedUnconditionalPurchaseObligationBalanceSheetAmount",
        "PurchaseObligation",
    ),
    Item.BACKLOG: ("RevenueRemainingPerformanceObligation",),
    Item.TOTAL_ASSETS: ("Assets",),
}
"""Items that stand at the end of a day."""

PURCHASES: Final = (
    "PaymentsToAcquirePropertyPlantAndEquipment",
    "PaymentsToAcquireProductiveAssets",
)
PROCEEDS: Final = ("ProceedsFromSaleOfPropertyPlantAndEquipment",)
NET_PURCHASES: Final = ("PaymentsForProceedsFromProductiveAssets",)

PAYOUTS: Final = (
    ("PaymentsForRepurchaseOfCommonStock",),
    ("PaymentsOfDividends", "PaymentsOfDividendsCommonStock"),
)
"""Both are paid to owners; a filer that tags neither may pay neither, or not say."""

CASH: Final = ("CashAndCashEquivalentsAtCarryingValue",)
SECURITIES: Final = (
    "MarketableSecuritiesCurrent",
    "ShortTermInvestments",
    "AvailableForSaleSecuritiesDebtSecuritiesCurrent",
)
CASH_AND_SECURITIES: Final = ("CashCashEquivalentsAndShortTermInvestments",)


class Identity(NamedTuple):
    """A total and its two parts, as one family of concepts tags them."""

    current: str
    noncurrent: str
    total: str


DEBT: Final = (
    Identity("LongTermDebtCurrent", "LongTermDebtNoncurrent", "LongTermDebt"),
    Identity("NotesPayableCurrent", "LongTermNotesPayable", "NotesPayable"),
    Identity(
        "NotesAndLoansPayableCurrent", "LongTermNotesAndLoans", "NotesAndLoansPayable"
    ),
    Identity(
        "DebtCurrent", "LongTermDebtNoncurrent", "DebtLongtermAndShorttermCombinedAmount"
    ),
)
LEASES: Final = (
    Identity(
        "OperatingLeaseLiabilityCurrent",
        "OperatingLeaseLiabilityNoncurrent",
        "OperatingLeaseLiability",
    ),
)
