"""The walls of the house hold: see docs/house.md."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import bookrunner

HOUSE = Path(bookrunner.__file__).parent
DOCS = Path(__file__).parent.parent / "docs"

# Floors, from the ground up: a module may import its own room and lower floors.
FLOORS = {
    "errors": 0,
    "units": 1,
    "cited": 2,
    "tables": 2,
    "filings": 3,
    "bonds": 3,
    "library": 3,
    "deals": 4,
    "issuers": 5,
    "market": 6,
    "stress": 7,
    "briefs": 8,
    "sources": 9,
    "store": 9,
    "web": 10,
    "cli": 11,
    "shelf": 10,
    "": 11,  # the shelf's names: bookrunner/__init__.py
}
SHELL = {"sources", "store", "web", "cli", "shelf", ""}
SIDEWAYS = {("store", "sources"), ("sources", "store")}  # neighbours that do not meet
WORLD = {
    "asyncio", "getpass", "glob", "http", "httpx2", "multiprocessing", "os", "requests",
    "shutil", "signal", "socket", "sqlite3", "ssl", "subprocess", "tempfile", "threading",
    "urllib",
}  # fmt: skip
HELP = """
import contextlib, io, sys
from bookrunner.cli import main
sys.argv = ["bookrunner", "--help"]
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main()
"""
MODULES = sorted(HOUSE.rglob("*.py"))


def name_of(module: Path) -> str:
    return str(module.relative_to(HOUSE))


def room_of(module: Path) -> str:
    first = module.relative_to(HOUSE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imports_of(module: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            origin = node.module or ""
            rooms = [f"bookrunner.{alias.name}" for alias in node.names]
            names += rooms if origin == "bookrunner" else [origin]
    return names


def rooms_used_by(module: Path) -> set[str]:
    ours = [name for name in imports_of(module) if name.split(".")[0] == "bookrunner"]
    return {[*name.split("."), ""][1] for name in ours} - {"__version__"}


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_imports_go_down(module: Path) -> None:
    own = room_of(module)
    for used in rooms_used_by(module) - {own}:
        assert FLOORS[used] < FLOORS[own] or (used == "" and own == "cli"), (
            f"{own} imports {used}, which does not lie below it"
        )


@pytest.mark.parametrize(
    "module", [m for m in MODULES if room_of(m) not in SHELL], ids=name_of
)
def test_only_the_shell_touches_the_world(module: Path) -> None:
    source = module.read_text("utf-8")
    assert not {name.split(".")[0] for name in imports_of(module)} & WORLD
    called = [n.func for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call)]
    names = {each.id for each in called if isinstance(each, ast.Name)}
    methods = {each.attr for each in called if isinstance(each, ast.Attribute)}
    assert not names & {"open", "print", "input"}
    assert not methods & {"now", "today", "utcnow", "write_text", "write_bytes"}


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_rooms_stay_small_and_say_what_they_are_for(module: Path) -> None:
    source = module.read_text("utf-8")
    assert len(source.splitlines()) <= 400
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "every module says what it is for"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert body_lines(node) <= 40, f"{node.name} is too long to read at once"


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    docstring = ast.get_docstring(function) is not None
    body = function.body[1:] if docstring else function.body
    return 0 if not body else (body[-1].end_lineno or 0) - body[0].lineno + 1


def test_the_map_of_the_house_names_every_room() -> None:
    drawn = (DOCS / "house.md").read_text("utf-8")
    for module in MODULES:
        room = room_of(module)
        assert room == "" or f"`{room}" in drawn, f"docs/house.md does not draw {room}"


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import bookrunner.bonds", {"pandas", "pyarrow", "numba", "scipy", "duckdb"}),
        ("import bookrunner", {"numpy", "duckdb", "typer", "bookrunner.bonds"}),
        (HELP, {"numpy", "bookrunner.units", "bookrunner.deals", "bookrunner.bonds"}),
    ],
    ids=["bonds", "shelf", "help"],
)
def test_nothing_heavy_is_loaded_before_it_is_used(
    statement: str, absent: set[str]
) -> None:
    seen = subprocess.run(
        [sys.executable, "-c", f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert not absent & set(seen)
