"""Default, as every model has it, and what a spread should be for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookrunner.briefs.known import said
from bookrunner.briefs.story import Form, Line, Section, Table

if TYPE_CHECKING:
    from bookrunner.briefs.story import Said
    from bookrunner.issuers.default_risk import DefaultRisk


def default_section(risk: DefaultRisk) -> Section:
    """Probabilities by model, the structural spread, and each tranche beside its own."""
    parts: list[str | Said] = []
    for name, probability in risk.models.items():
        parts += [", " if parts else "", f"{name} "]
        parts += [said(f"default:{name}", probability, Form.SHARE)]
    lines = (
        Line(label="Default in 5 years", sentence=tuple(parts)),
        Line(
            label="Structural",
            sentence=(
                "spread ",
                said("merton_spread", risk.merton_spread, Form.SPREAD),
                " by Merton; Leland would borrow ",
                said("optimal_leverage", risk.optimal_leverage, Form.SHARE),
                " of the firm",
            ),
        ),
    )
    table = Table(
        key="fair_spreads",
        headings=(
            "tranche",
            "over Treasuries",
            "fair, by losses",
            "cheap by",
            "CreditGrades",
        ),
        rows=tuple(
            (
                each.title,
                said(f"traded:{each.title}", each.traded, Form.SPREAD),
                said(f"fair:{each.title}", each.fair, Form.SPREAD),
                said(f"cheap:{each.title}", each.richness, Form.SPREAD),
                said(f"creditgrades:{each.title}", each.creditgrades, Form.SPREAD),
            )
            for each in risk.spreads
        ),
    )
    blocks = (table, *lines) if risk.spreads else lines
    return Section(key="default", heading="Default, and the spread for it", blocks=blocks)
