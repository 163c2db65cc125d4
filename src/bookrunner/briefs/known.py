"""A figure as a story says it, or the reason why nobody knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bookrunner.briefs.story import Said
from bookrunner.cited import Problem

if TYPE_CHECKING:
    from bookrunner.briefs.story import Form
    from bookrunner.cited import Figure


def said(key: str, known: Figure[Any] | Problem | None, form: Form) -> Said:
    """A figure or a problem in the form it is written in.

    >>> from bookrunner.briefs.story import Form
    >>> from bookrunner.cited import Reason
    >>> said("debt", Problem("debt", Reason.MISSING, "not stated"), Form.MONEY).why
    'not stated'
    """
    if isinstance(known, Problem):
        return Said(key=key, figure=None, form=form, why=known.message)
    return Said(key=key, figure=known, form=form, why="" if known else "not stated")
