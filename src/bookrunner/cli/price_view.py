"""A priced table for people: the first rows, and every figure summed up."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

from bookrunner.cli.price_tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from rich.console import Console

    from bookrunner.tables import Table

ROWS_SHOWN: Final = 20
_NAMES: Final = ("name", "issuer", "ticker", "isin", "cusip", "figi", "bond_id", "id")
_MOST_NAMES: Final = 2
_WIDEST_NAME: Final = 32
_STYLES: Final[Mapping[str, tuple[str, Callable[[float], str]]]] = {
    "decimal per year": ("%", lambda rate: f"{100 * rate:.3f}"),
    "spread": ("bp", lambda spread: f"{10_000 * spread:.1f}"),
    "per 100 face": ("", lambda price: f"{price:.4f}"),
    "years": ("years", lambda years: f"{years:.3f}"),
    "years squared": ("years²", lambda years: f"{years:.2f}"),
}


def show(blocks: Iterator[Table], _: Sequence[str]) -> Tally:
    """The first rows on stdout, then how each figure spreads over all rows."""
    from rich.console import Console

    tally = Tally()
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 400)
    for number, block in enumerate(tally.counted(blocks)):
        if number == 0:
            _show_rows(console, block)
            first = len(block)
    if tally.rows > min(first, ROWS_SHOWN):
        console.print(f"... of {tally.rows:,} rows; --csv and --parquet give them all\n")
    _show_ranges(console, tally)
    return tally


def _show_rows(console: Console, block: Table) -> None:
    from rich.table import Table as Grid

    grid = Grid(box=None, padding=(0, 2, 0, 0))
    shown = next(iter(block.blocks(ROWS_SHOWN)))
    columns = {name: _styled(shown, name) for name in _told(shown)}
    for name in columns:
        widest = _WIDEST_NAME if name.lower() in _NAMES else None
        grid.add_column(_heading(shown, name), max_width=widest, no_wrap=True)
    for row in zip(*columns.values(), strict=True):
        grid.add_row(*row)
    console.print(grid)


def _told(block: Table) -> list[str]:
    """The columns a screen has room for: two names, the figures, the reason."""
    from bookrunner.bonds.pricing import FIGURES, REASON

    own = {name.lower(): name for name in block.names}
    names = [own[name] for name in _NAMES if name in own][:_MOST_NAMES]
    figures = [figure.name for figure in FIGURES if figure.name in block.names]
    reasons = [REASON.name] if REASON.name in block.names else []
    return names + figures + reasons


def _styled(block: Table, name: str) -> list[str]:
    _, style = _style(block.unit(name), name)
    cells = block.to_arrow().column(name).to_pylist()
    return ["" if cell is None else style(cell) for cell in cells]


def _heading(block: Table, name: str) -> str:
    unit, _ = _style(block.unit(name), name)
    return name.replace("_", " ") + (f"\n{unit}" if unit else "\n")


def _style(unit: str, name: str) -> tuple[str, Callable[[Any], str]]:
    return _STYLES.get("spread" if name.endswith("_spread") else unit, ("", str))


def _show_ranges(console: Console, tally: Tally) -> None:
    from rich.table import Table as Grid

    from bookrunner.bonds.pricing import FIGURES

    grid = Grid(box=None, padding=(0, 2, 0, 0))
    for heading in ("figure", "rows", "mean", "least", "most", "unit"):
        grid.add_column(
            heading, justify="left" if heading in {"figure", "unit"} else "right"
        )
    for figure in (figure for figure in FIGURES if figure.name in tally.figures):
        over = tally.figures[figure.name]
        unit, style = _style(figure.unit, figure.name)
        mean = over.total / over.rows if over.rows else 0.0
        ends = [style(x) for x in (mean, over.least, over.most)] if over.rows else [""] * 3
        grid.add_row(figure.name, f"{over.rows:,}", *ends, unit or figure.unit)
    console.print(grid)
