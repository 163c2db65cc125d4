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
from math import prod
from types import FunctionType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import CodeType

    import numpy.typing as npt

    from bookrunner.units import Floats

Table: TypeAlias = "list[list[float]]"
"""Columns side by side: lists when a loop runs as it stands, else a compiled array."""

WholeTable: TypeAlias = "list[list[int]]"
"""The same of whole numbers."""

WORTH_COMPILING: Final = 1_000  # rows
_BLOCK: Final = 2_048  # rows
_FUSED: Final = frozenset({"contract", "nsz", "arcp"})  # NaN and infinity stay themselves
_AS_WRITTEN: Final = frozenset[str]()


def run(
    loop: Callable[..., None],
    columns: Sequence[Any],
    results: int,
    *,
    shared: Sequence[Any] = (),
    scratch: int = 0,
    worth: int = WORTH_COMPILING,
) -> list[Floats]:
    """What *loop* makes of *columns*: the results, one behind the other.

    A loop that works in more rows than it has results is given *scratch* ones.

    Columns are numbers or arrays that broadcast together.  Arrays in *shared* are given
    to every row as they are.
    """
    arrays = [np.asarray(each) for each in columns]
    shape = np.broadcast_shapes(*{each.shape for each in arrays})
    size = prod(shape)
    if size < worth:
        told = [[np.nan] * size for _ in range(results + scratch)]
        plain = [each.tolist() for each in shared]
        loop([np.broadcast_to(a, shape).ravel().tolist() for a in arrays], told, *plain)
        return [np.array(each).reshape(shape)[()] for each in told[:results]]
    answers = np.empty((results, size))
    flat = [_flat(each, shape) for each in arrays]
    _through_blocks(compiled(loop), flat, answers, shared, scratch)
    return [each.reshape(shape) for each in answers]


def fill(
    loop: Callable[..., None],
    inputs: Sequence[Any],
    outputs: Sequence[npt.NDArray[Any]],
    *,
    size: int,
    worth: int = WORTH_COMPILING,
    to_the_bit: bool = False,
) -> None:
    """Let a *loop* over arrays of several lengths fill *outputs*; *size* is its rows.

    Compiled *to the bit* it gives exactly what it gives as it stands, on any machine.
    """
    if size >= worth:
        arithmetic = _AS_WRITTEN if to_the_bit else _FUSED
        compiled(loop, arithmetic)(*inputs, *outputs)
        return
    if size == 0:
        return
    told = [each.tolist() for each in outputs]
    loop(*(each.tolist() for each in inputs), *told)
    for output, plain in zip(outputs, told, strict=True):
        output[...] = plain


def _flat(array: Any, shape: tuple[int, ...]) -> Any:
    """A column without axes; one number said many times is one number."""
    if not any(array.strides):
        return array[(0,) * array.ndim]
    return np.broadcast_to(array, shape).reshape(-1)


def _through_blocks(
    loop: Any, columns: list[Any], answers: Floats, shared: Sequence[Any], scratch: int
) -> None:
    """Block by block through arrays without gaps, which is what vectorises."""
    (results, size), kind = answers.shape, np.result_type(*columns)
    block = min(_BLOCK, size)
    table = np.empty((len(columns), block), kind)
    told = np.empty((results + scratch, block))
    moving = [(row, each) for row, each in enumerate(columns) if each.ndim]
    for row in set(range(len(columns))).difference(row for row, _ in moving):
        table[row] = columns[row]
    for start in range(0, size, block):
        stop = min(start + block, size)
        if stop - start < block:  # the last one
            table = table[:, : stop - start].copy()
            told = told[:, : stop - start].copy()
        for row, column in moving:
            table[row] = column[start:stop]
        loop(table, told, *shared)
        answers[:, start:stop] = told[:results]


@cache
def compiled(loop: Callable[..., Any], arithmetic: frozenset[str] = _FUSED) -> Any:
    """A loop and all the functions it calls, compiled; machine code is kept on disk."""
    from numba import njit

    name = f"{loop.__name__}_{_digest(loop)}"
    twin = _twin(loop, arithmetic, name)
    try:
        kept = njit(error_model="numpy", fastmath=set(arithmetic), cache=True)
        return kept(twin)
    except RuntimeError:  # nowhere to keep the machine code: compile each time
        return njit(error_model="numpy", fastmath=set(arithmetic))(twin)


@cache
def _inlined(function: FunctionType, arithmetic: frozenset[str]) -> Any:
    from numba import njit

    inlined = njit(error_model="numpy", fastmath=set(arithmetic), forceinline=True)
    return inlined(_twin(function, arithmetic, function.__name__))


def _twin(function: Any, arithmetic: frozenset[str], name: str) -> FunctionType:
    """The same code, whose calls go to compiled functions.

    Code kept on disk is found again by name, so the name of a loop carries a digest of
    all the code that went into it.
    """
    scope = dict(function.__globals__)
    for called, inner in _called(function):
        scope[called] = _inlined(inner, arithmetic)
    code: CodeType = function.__code__.replace(co_name=name, co_qualname=name)
    return FunctionType(code, scope, name, function.__defaults__)


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
