"""`bookrunner channels`: yields, liquidity, sentiment and policy, estimated."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bookrunner.cli.output import Csv, Json, say_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bookrunner.cited import Problem
    from bookrunner.market.channels import ChannelEstimate

Folder = Annotated[
    Path | None,
    typer.Argument(help="A folder of series of your own (CSV): estimate anew from them."),
]

COLUMNS = (
    "channel", "link", "regime", "first", "last", "observations", "coefficient", "error",
    "low", "high", "r_squared", "out_of_sample", "grade",
)  # fmt: skip


def channels(folder: Folder = None, *, json: Json = False, csv: Csv = False) -> None:
    """Say how risk assets answered yields, money, credit and conditions, by regime."""
    from bookrunner.briefs.channels_view import channels_section
    from bookrunner.cli.sections import say_section
    from bookrunner.market.coefficients import channel_estimates

    found, problems = (channel_estimates(), ()) if folder is None else _estimated(folder)
    if csv:
        say_csv(_rows(found), COLUMNS)
    else:
        say_section(channels_section(found), problems, json=json, csv=False)


def _estimated(folder: Path) -> tuple[Sequence[ChannelEstimate], Sequence[Problem]]:
    from bookrunner.errors import MissingFileError, UnavailableError
    from bookrunner.market.channels import estimates
    from bookrunner.market.series_names import PUBLISHED, named_series
    from bookrunner.sources.files import read_rows

    if not folder.is_dir():
        raise MissingFileError(expected="a folder of CSV files", seen=f"{folder}")
    files = sorted(p for p in folder.iterdir() if p.name.endswith((".csv", ".csv.gz")))
    series = named_series((f"{p}", read_rows(f"{p}")) for p in files if _known(p))
    found, problems = estimates(series)
    if not found:
        raise UnavailableError(
            expected=f"series named {', '.join(PUBLISHED)}, long enough",
            seen=f"{folder}: {', '.join(series) or 'none'}",
        )
    return found, problems


def _known(path: Path) -> bool:
    """Whether a file's heading names a series of the channels."""
    from bookrunner.market.series_names import PUBLISHED
    from bookrunner.sources.files import read_file

    heading = read_file(f"{path}").split(b"\n", 1)[0].decode("utf-8-sig", "replace")
    columns = {cell.strip() for cell in heading.split(",")}
    return bool(columns & {*PUBLISHED, *PUBLISHED.values()})


def _rows(found: Sequence[ChannelEstimate]) -> Iterator[dict[str, Any]]:
    for each in found:
        yield {
            "channel": each.channel.name,
            "link": each.channel.link,
            "regime": each.regime,
            "first": each.first,
            "last": each.last,
            "observations": each.observations,
            "coefficient": float(f"{each.coefficient.value:.6g}"),
            "error": float(f"{each.error:.6g}"),
            "low": float(f"{each.coefficient.low:.6g}"),
            "high": float(f"{each.coefficient.high:.6g}"),
            "r_squared": round(each.r_squared, 4),
            "out_of_sample": round(each.out_of_sample, 4),
            "grade": each.channel.grade,
        }
