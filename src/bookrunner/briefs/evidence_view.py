"""The model against the record, as a section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookrunner.briefs.story import Form, Line, Said, Section, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.market.calibration import Coverage, Update
    from bookrunner.market.evidence import Row


def evidence_section(rows: Sequence[Row]) -> Section:
    """Row by row: target, answer, verdict, and why where it needs one."""
    cells = tuple(
        (each.test, each.target, each.answer, each.verdict.value, each.why) for each in rows
    )
    headings = ("test", "target", "the model", "verdict", "why")
    table = Table(key="evidence", headings=headings, rows=cells)
    return Section(key="evidence", heading="The model against the record", blocks=(table,))


def update_section(updates: Sequence[Update], told: Coverage | None) -> Section:
    """Prior against posterior of every price, with the number of events."""
    rows: list[tuple[Said | str, ...]] = [
        (
            each.prior.name,
            Said(
                key=f"prior:{each.prior.name}",
                figure=each.prior_figure,
                form=Form.PRICE_BAND,
            ),
            Said(
                key=f"posterior:{each.prior.name}",
                figure=each.posterior_figure,
                form=Form.PRICE_BAND,
            ),
            f"{each.events}",
            f"{each.clusters}",
        )
        for each in updates
    ]
    headings = ("bp a percent of the segment", "prior", "posterior", "events", "flocks")
    blocks: list[Line | Table] = [
        Table(key="posterior", headings=headings, rows=tuple(rows))
    ]
    if told is not None:
        share = f"{told.hits} of {told.events} moves inside the 90 % band of the priors"
        blocks.append(
            Line(
                label="Coverage",
                sentence=(f"{share}: {told.share:.0%} [{told.low:.0%}, {told.high:.0%}].",),
            )
        )
    return Section(key="posterior", heading="What the events say", blocks=tuple(blocks))
