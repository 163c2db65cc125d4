"""Money from points: what a part of the face is worth, exact to the last digit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bookrunner.cited import Computed

if TYPE_CHECKING:
    from bookrunner.cited import Figure
    from bookrunner.deals.deal import Tranche
    from bookrunner.units import Money


def of_face(
    tranche: Tranche, points: Figure[Decimal] | None, *less: Figure[Decimal] | None
) -> Computed[Money] | None:
    """Face times *points* per 100, after deducting *less*; None where one is not stated."""
    known = [each for each in (points, *less) if each is not None]
    if tranche.face is None or points is None or len(known) < 1 + len(less):
        return None
    part = points.value - sum((each.value for each in known[1:]), Decimal(0))
    by = "face x (price - discount)" if less else "face x points"
    return Computed(tranche.face.value * part.scaleb(-2), by, (tranche.face, *known))


def year_of_interest(tranche: Tranche) -> Computed[Money] | None:
    """Face times the coupon; None of a floater, whose coupon nobody knows yet."""
    if tranche.face is None or tranche.coupon is None:
        return None
    interest = tranche.face.value * tranche.coupon.value
    return Computed(interest, "face x coupon", (tranche.face, tranche.coupon))
