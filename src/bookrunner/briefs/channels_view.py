"""The four channels as a section: each link, each regime, and what may be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookrunner.briefs.story import Form, Line, Said, Section, Table
from bookrunner.cited import Estimated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.market.channels import ChannelEstimate

REGIME = "since 2022"  # the one a reader lives in


def channels_section(estimates: Sequence[ChannelEstimate]) -> Section:
    """A row a link and regime; below, the sentence of each link for the latest regime."""
    rows: list[tuple[Said | str, ...]] = [
        (
            each.channel.link if n == 0 or estimates[n - 1].channel != each.channel else "",
            each.regime,
            f"{each.first:%Y-%m} to {each.last:%Y-%m}",
            f"{each.observations:,}",
            Said(
                key=f"{each.channel.link}:{each.regime}",
                figure=per_unit(each),
                form=Form.SENSITIVITY_BAND,
            ),
            f"{each.out_of_sample:+.3f}",
            each.channel.grade,
        )
        for n, each in enumerate(estimates)
    ]
    headings = (
        "link", "regime", "sample", "steps", "a unit [90 %]", "beyond", "evidence"
    )  # fmt: skip
    table = Table(key="channels", headings=headings, rows=tuple(rows))
    return Section(
        key="channels",
        heading="Four channels to risk assets",
        blocks=(table, *sentences(estimates), arithmetic()),
    )


def per_unit(each: ChannelEstimate) -> Estimated[float]:
    """The coefficient for the unit its sentence speaks of, in the sentence's terms."""
    scale = each.channel.unit * (100.0 if each.channel.outcome_change == "log" else 1.0)
    own = each.coefficient
    return Estimated(
        own.value * scale, own.low * scale, own.high * scale, own.by, own.grade,
        note=f"{each.channel.said}, in {each.channel.outcome_unit}",
    )  # fmt: skip


def sentences(estimates: Sequence[ChannelEstimate]) -> list[Line]:
    """What each link allows to be said, in the latest regime that has a sample."""
    latest: dict[str, ChannelEstimate] = {}
    for each in estimates:
        best = latest.get(each.channel.link)
        if best is None or each.regime == REGIME or best.regime != REGIME:
            latest[each.channel.link] = each
    return [
        Line(label=each.channel.name.capitalize(), sentence=(f"{each.sentence}.",))
        for each in latest.values()
    ]


def arithmetic() -> Line:
    """Why a sale absorbs no money: the liquidity channel's point estimate."""
    told = (
        "Who buys a bond hands a deposit to who sells it: M2 does not change, and the "
        "point estimate of what a sale absorbs is zero; the coefficient on M2 is an upper "
        "bound."
    )
    return Line(label="Liquidity, honestly", sentence=(told,))
