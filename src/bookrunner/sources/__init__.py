"""The world's documents and series, fetched once and kept [shell].

Addresses and paths come in; bytes, documents and series go out, with the evidence of where
they came from.
"""

from __future__ import annotations
