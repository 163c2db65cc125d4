"""`bookrunner read FILE...`: term sheets and prospectus covers as deals."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from bookrunner.cli.output import Json, say_json, say_json_line, warn
from bookrunner.errors import BookrunnerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bookrunner.cited import Reading
    from bookrunner.deals import Deal

Plain = Annotated[
    bool, typer.Option("--plain", help="Print one JSON object a line, figures only.")
]
Files = Annotated[
    list[str], typer.Argument(help="Term sheets, HTML or text; - is standard input.")
]


Join = Annotated[
    bool, typer.Option("--join", help="Read all files as documents of one sale.")
]


def read(
    files: Files,
    *,
    json: Json = False,
    plain: Plain = False,
    join: Join = False,
) -> None:
    """Read term sheets: every figure with the words it was read from."""
    worst, something = 0, False
    documents: list[dict[str, Any]] = []
    for file, reading, error in _joined(files) if join else _readings(files):
        if error is not None:
            worst = max(worst, error.exit_status)
            warn(f"bookrunner: {file}: {error}")
        something = something or (reading is not None and bool(reading.value.tranches))
        if plain:
            say_json_line(_plain(file, reading, error))
        elif json:
            documents.append(_passports(file, reading, error))
        elif reading is not None:
            _show(file, reading)
    if json and not plain:
        say_json(documents)
    sys.stdout.flush()
    if worst == 2 or not something:
        raise typer.Exit(2 if worst == 2 else 1)


_Heard: TypeAlias = "tuple[str, Reading[Deal] | None, BookrunnerError | None]"


def _readings(files: list[str]) -> Iterator[_Heard]:
    """Each file's reading, or the error that stood in its way; one at a time."""
    for file in files:
        yield _heard(file, file)


def _joined(files: list[str]) -> Iterator[_Heard]:
    """The one deal all files tell of."""
    yield _heard(" + ".join(files), *files)


def _heard(name: str, *files: str) -> _Heard:
    from bookrunner.cited import Reading
    from bookrunner.deals.crosscheck import contradictions
    from bookrunner.shelf import read

    try:
        deal = read(*files)
        return name, Reading(deal, (*deal.problems, *contradictions(deal))), None
    except BookrunnerError as error:
        return name, None, error


def _plain(
    file: str, reading: Reading[Deal] | None, error: BookrunnerError | None
) -> dict[str, Any]:
    from pathlib import PurePath

    from bookrunner.deals.deal import Deal
    from bookrunner.deals.plain import plain

    name = PurePath(file).name
    if reading is None:
        written = plain(Deal(deal_id=name), name)
        return written | {"problems": [str(error)]}
    return plain(reading.value, name, reading.problems)


def _passports(
    file: str, reading: Reading[Deal] | None, error: BookrunnerError | None
) -> dict[str, Any]:
    from bookrunner.deals.passports import deal_passports

    if reading is None:
        return {"file": file, "tranches": [], "problems": [{"message": str(error)}]}
    return {"file": file, **deal_passports(reading.value, reading.problems)}


def _show(file: str, reading: Reading[Deal]) -> None:
    from bookrunner.cli.deal_table import show_deal

    show_deal(file, reading.value, reading.problems)
