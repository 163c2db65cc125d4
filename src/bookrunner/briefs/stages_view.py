"""How a sale unfolded, as a section: each stage as told, and the moves between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.briefs.story import Form, Line, Said, Section, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.briefs.story import Sentence
    from bookrunner.market.concession import Concession
    from bookrunner.market.stages import Unfolding

FORMS: Final = {
    "size": Form.MONEY,
    "order_book": Form.MONEY,
    "spread": Form.SPREAD,
    "attrition": Form.SHARE,
}


def stages_section(told: Unfolding, concessions: Sequence[Concession]) -> Section:
    """Stages, moves, and the concession of each tranche or why it cannot be had."""
    blocks: list[Line | Table] = [_stages(told), *_moves(told)]
    if concessions:
        blocks += [_concessions(concessions), *_withheld(concessions)]
    return Section(key="stages", heading="How the sale unfolded", blocks=tuple(blocks))


def unfolding_line(told: Unfolding) -> Sentence:
    """The moves in one sentence; what is not known is left out."""
    parts: list[str | Said] = []
    for line in _moves(told):
        parts += [*([", "] if parts else []), f"{line.label.lower()} ", *line.sentence]
    return (*parts, ".") if parts else ()


def _stages(told: Unfolding) -> Table:
    rows: list[tuple[Said | str, ...]] = [
        (
            each.stage,
            each.quantity.replace("_", " "),
            each.tranche,
            Said(
                key=f"{each.stage}:{each.quantity}:{each.tranche}",
                figure=each.figure,
                form=FORMS[each.quantity],
            ),
            f"{each.figure.as_of or ''}",
            each.figure.grade,
            each.figure.note,
        )
        for each in told.stages
    ]
    headings = ("stage", "what", "tranche", "figure", "on", "grade", "note")
    return Table(key="stages", headings=headings, rows=tuple(rows))


def _moves(told: Unfolding) -> list[Line]:
    figures = [
        *(
            (f"Tightened{f' ({name})' if name else ''}", move, Form.SPREAD)
            for name, move in told.tightening.items()
        ),
        ("Covered at peak", told.cover_at_peak, Form.RATIO),
        ("Covered at the end", told.cover_at_end, Form.RATIO),
        ("Of the book gone", told.attrition, Form.SHARE),
        ("Upsized by", told.upsizing, Form.SHARE),
    ]
    return [
        Line(label=label, sentence=(Said(key=label, figure=figure, form=form),))
        for label, figure, form in figures
        if figure is not None
    ]


def _concessions(concessions: Sequence[Concession]) -> Table:
    rows: list[tuple[Said | str, ...]] = [
        (each.tranche, *_ways(each)) for each in concessions
    ]
    headings = ("concession, bp", "to own curve", "to peers", "to talk")
    return Table(key="concession", headings=headings, rows=tuple(rows))


def _ways(each: Concession) -> tuple[Said, ...]:
    """The concession of one tranche three ways, each known or with its reason."""
    ways = (
        ("own curve", each.against_own_curve, each.why_not_own),
        ("peers", each.against_peers, each.why_not_peers),
        ("talk", each.against_talk, each.why_not_talk),
    )
    return tuple(
        Said(key=f"{name}:{each.tranche}", figure=figure, form=Form.MOVE_BAND, why=why)
        for name, figure, why in ways
    )


def _withheld(concessions: Sequence[Concession]) -> list[Line]:
    """Why some are missing: each reason once, with the ways it bars."""
    reasons: dict[str, list[str]] = {}
    for each in concessions:
        for said in _ways(each):
            if said.figure is None:
                ways = reasons.setdefault(said.why, [])
                way = said.key.split(":")[0]
                ways += [way] if way not in ways else []
    told = "; ".join(f"{' and '.join(ways)}: {why}" for why, ways in reasons.items())
    return [Line(label="Withheld", sentence=(f"{told}.",))] if told else []
