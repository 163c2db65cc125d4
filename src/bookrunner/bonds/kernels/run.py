"""The same loop, as it stands or compiled.

A loop takes a table of columns and a table of results, row by row::

    def squares(columns: Table, results: Table) -> None:
        for i in range(len(results[0])):
            results[0][i] = columns[0][i] ** 2

Compiling and loading numba costs about half a second, which a small batch never pays.
A compiled loop works through blocks of rows that fit the processor's cache, so memory
stays what the columns themselves take.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from types import FunctionType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import CodeType

    from bookrunner.units import Floats

Table: TypeAlias = "list[list[float]]"
"""Columns side by side: lists when a loop runs as it stands, else a compiled array."""

WholeTable: TypeAlias = "list[list[int]]"
"""The same of whole numbers."""

WORTH_COMPILING: Final = 1_000  # rows
_BLOCK: Final = 4_096  # rows
_ARITHMETIC: Final = {"contract", "nsz", "arcp"}  # fused steps; NaN and infinity stay


def run(
    loop: Callable[[Any, Table], None],
    columns: Sequence[Any],
    results: int,
    *,
    worth: int = WORTH_COMPILING,
) -> list[Floats]:
    """What *loop* makes of *columns*: the results, one behind the other.

    Columns are numbers or arrays that broadcast together; all whole numbers stay whole.
    """
    arrays = np.broadcast_arrays(*columns)
    shape, size = arrays[0].shape, arrays[0].size
    flat = [array.reshape(-1) for array in arrays]
    if size < worth:
        told = [[np.nan] * size for _ in range(results)]
        loop([column.tolist() for column in flat], told)
        return [np.array(each).reshape(shape)[()] for each in told]
    answers = np.empty((results, size))
    _through_blocks(compiled(loop), flat, answers)
    return [each.reshape(shape) for each in answers]


def _through_blocks(loop: Any, columns: list[Any], answers: Floats) -> None:
    """Block by block through arrays without gaps, which is what vectorises."""
    size, kind = answers.shape[1], np.result_type(*columns)
    for start in range(0, size, _BLOCK):
        stop = min(start + _BLOCK, size)
        table = np.array([column[start:stop] for column in columns], dtype=kind)
        told = np.empty((len(answers), stop - start))
        loop(table, told)
        answers[:, start:stop] = told


@cache
def compiled(loop: Callable[..., Any]) -> Any:
    """A loop and all the functions it calls, compiled; machine code is kept on disk."""
    from numba import njit

    built = njit(error_model="numpy", fastmath=_ARITHMETIC, cache=True)
    try:
        return built(_twin(loop, f"_{_digest(loop)}"))
    except RuntimeError:  # nowhere to keep the machine code: compile each time
        return njit(error_model="numpy", fastmath=_ARITHMETIC)(_twin(loop))


@cache
def _inlined(function: FunctionType) -> Any:
    from numba import njit

    inlined = njit(error_model="numpy", fastmath=_ARITHMETIC, forceinline=True)
    return inlined(_twin(function))


def _twin(function: Any, suffix: str = "") -> FunctionType:
    """The same code, whose calls go to compiled functions.

    Code kept on disk is found again by name, so the name carries a digest of all the
    code that went into it.
    """
    scope = dict(function.__globals__)
    for name, inner in _called(function):
        scope[name] = _inlined(inner)
    named = function.__name__ + suffix
    code: CodeType = function.__code__.replace(co_name=named, co_qualname=named)
    return FunctionType(code, scope, named, function.__defaults__)


def _called(function: Any) -> list[tuple[str, FunctionType]]:
    named = [(each, function.__globals__.get(each)) for each in function.__code__.co_names]
    return [(name, inner) for name, inner in named if isinstance(inner, FunctionType)]


def _digest(function: Any) -> str:
    """A digest of the code of a function and of all it calls."""
    told = sha256()
    waiting, seen = [function], set()
    while waiting:
        each = waiting.pop()
        if each in seen:
            continue
        seen.add(each)
        constants = [each.__globals__.get(name) for name in each.__code__.co_names]
        numbers = [value for value in constants if isinstance(value, int | float)]
        told.update(each.__code__.co_code)
        told.update(repr((each.__code__.co_consts, numbers)).encode())
        waiting += [inner for _, inner in _called(each)]
    return told.hexdigest()[:12]
