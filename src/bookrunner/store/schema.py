"""The tables of the store.

There are no keys and no indexes: one process writes at a time, and what replaces
something deletes it in the same transaction.  Deals are kept whole, passports and all,
as JSON (`packing`); the columns beside it are for filtering.
"""

from __future__ import annotations

from typing import Final

VERSION: Final = 1

SCHEMA: Final = """
CREATE TABLE about (maker VARCHAR, version INTEGER);

CREATE TABLE filings (
    accession VARCHAR, cik VARCHAR, company VARCHAR, form VARCHAR, filed DATE,
    url VARCHAR, outcome VARCHAR, reason VARCHAR, reading VARCHAR
);

CREATE TABLE documents (
    accession VARCHAR, name VARCHAR, url VARCHAR, sha256 VARCHAR
);

CREATE TABLE deals (
    deal_id VARCHAR, issuer VARCHAR, ticker VARCHAR, pricing_date DATE,
    settlement_date DATE, currency VARCHAR, face DECIMAL(24, 2), whole VARCHAR
);

CREATE TABLE deal_filings (deal_id VARCHAR, accession VARCHAR);

CREATE TABLE tranches (
    deal_id VARCHAR, number INTEGER, title VARCHAR, kind VARCHAR, coupon DOUBLE,
    maturity DATE, face DECIMAL(24, 2), price DOUBLE, yield_to_maturity DOUBLE,
    spread_at_pricing DOUBLE, cusip VARCHAR, isin VARCHAR
);

CREATE TABLE problems (
    deal_id VARCHAR, figure VARCHAR, reason VARCHAR, message VARCHAR
);

CREATE TABLE stages (
    deal_id VARCHAR, stage VARCHAR, quantity VARCHAR, tranche VARCHAR, value VARCHAR,
    unit VARCHAR, source VARCHAR, as_of DATE, note VARCHAR
);

CREATE TABLE facts (
    cik VARCHAR, concept VARCHAR, unit VARCHAR, period_start DATE, period_end DATE,
    value VARCHAR, accession VARCHAR, form VARCHAR, filed DATE
);

CREATE TABLE series (
    name VARCHAR, day DATE, value VARCHAR, fetched_at TIMESTAMP, source VARCHAR
);

CREATE TABLE runs (
    command VARCHAR, started TIMESTAMP, ended TIMESTAMP, outcome VARCHAR
);
"""
