"""Loops over bonds: plain Python for a few, compiled for many, one source for both.

`run` takes a loop and the columns it reads.  A loop is a plain function over rows that
uses nothing but numbers, so it runs as it stands; a batch worth the wait is handed to
the same function compiled (numba, cached on disk).  Nothing heavy is imported before.
"""

from __future__ import annotations
