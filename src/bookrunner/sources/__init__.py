"""The world's documents and series, fetched once and kept [shell].

Addresses and paths come in; bytes, documents and series go out, with the evidence of where
they came from::

    settings  who asks, where answers are kept       addresses  where we go at all
    rate      eight requests a second, all processes  http       the one door, and `bodies`
    evidence  every byte once, on a `ledger`          archive    ask once, keep for ever

    edgar     filings, by day or by company    treasury  fred  coinmetrics  ishares
    catalogue, sales, sync                     papers found, joined, read once
    files, table_files                         what lies on the user's own disk
    register                                   how each source stands with us

Every source is functions over an `archive.Archive`: `LiveArchive` is the world,
`FakeArchive` a dictionary.
"""

from __future__ import annotations
