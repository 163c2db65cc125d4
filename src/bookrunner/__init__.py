"""Bookrunner reads a bond sale and says what it does.

The shelf: what most people need, by one name each.  Every room behind it can be
imported by itself; nothing heavy is loaded before it is used.
"""

from __future__ import annotations

__all__: list[str] = []
__version__ = "0.1.0"
