"""Coefficients that ship, each with its sample, its day and its error.

They were estimated once, by a script of the repository, from series and holdings that
do not ship.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from bookrunner.cited import Estimated
from bookrunner.market.channels import CHANNELS, ChannelEstimate
from bookrunner.market.priors import Z95

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.market.channels import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedBeta:
    """An issuer's loading on the spread of investment grade, and its sample."""

    ticker: str
    figure: Estimated[float]
    day: date  # of the holdings
    bonds: int


_METHOD: Final = (
    "market.betas.spread_beta: mean over {bonds} bonds of the issuer of its spread over "
    "that of the market at the same tenor, {market_bonds} bonds of a fund of investment-"
    "grade corporates on {day}; scripts/estimate_betas.py"
)


@cache
def spread_betas() -> Mapping[str, ShippedBeta]:
    """The betas that ship, by ticker.

    >>> round(spread_betas()["ORCL"].figure.value, 1)
    2.2
    """
    return {row["ticker"]: _beta(row) for row in table("betas.csv")}


@cache
def channel_estimates() -> tuple[ChannelEstimate, ...]:
    """The channels as estimated once, by `bookrunner channels FOLDER --csv`.

    >>> len({each.channel.link for each in channel_estimates()})
    6
    """
    links = {channel.link: channel for channel in CHANNELS}
    return tuple(_estimate(links[row["link"]], row) for row in table("channels.csv"))


def _estimate(channel: Channel, row: Mapping[str, str]) -> ChannelEstimate:
    told = "market.channels: {link}, {regime}; {observations} steps, {first} to {last}"
    figure = Estimated(
        float(row["coefficient"]), float(row["low"]), float(row["high"]),
        told.format_map(row), channel.grade,
    )  # fmt: skip
    return ChannelEstimate(
        channel=channel,
        regime=row["regime"],
        first=date.fromisoformat(row["first"]),
        last=date.fromisoformat(row["last"]),
        observations=int(row["observations"]),
        coefficient=figure,
        error=float(row["error"]),
        r_squared=float(row["r_squared"]),
        out_of_sample=float(row["out_of_sample"]),
    )


def table(name: str) -> list[dict[str, str]]:
    """The rows of a file of coefficients."""
    path = files("bookrunner.market").joinpath("data", name)
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def _beta(row: Mapping[str, str]) -> ShippedBeta:
    value, error = float(row["beta"]), float(row["error"])
    return ShippedBeta(
        ticker=row["ticker"],
        figure=Estimated(
            value,
            value - Z95 * error,
            value + Z95 * error,
            _METHOD.format_map(row),
            "C",
            note="a spread moves in proportion to its level: assumed, not tested here",
        ),
        day=date.fromisoformat(row["day"]),
        bonds=int(row["bonds"]),
    )
