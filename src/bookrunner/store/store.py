"""The store: what is kept, and given back."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC
from decimal import Decimal
from itertools import chain, starmap
from typing import TYPE_CHECKING, Any, TypeVar

from bookrunner.store.file import File
from bookrunner.store.packing import unpacked
from bookrunner.store.records import Fact, Filing, Observations, Run, Stage
from bookrunner.store.rows import deal_row, filing_row, problem_rows, tranche_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from bookrunner.deals import Deal

T = TypeVar("T")


class Store(File):
    """The open file.  Each `keep_` is one transaction, or part of `together`."""

    __slots__ = ()

    def keep_filing(self, filing: Filing, reading: Deal | None = None) -> None:
        """A filing and what was read from it; kept again, it replaces itself."""
        self.keep_filings([(filing, reading)])

    def keep_filings(self, read: Iterable[tuple[Filing, Deal | None]]) -> None:
        """Many filings at once: as `keep_filing` one by one, and much faster."""
        last = {filing.accession: (filing, deal) for filing, deal in read}
        with self.together():
            for table in ("filings", "documents"):
                self._delete(table, "accession", last)
            self.add("filings", starmap(filing_row, last.values()))
            self.add(
                "documents",
                ((one, *d) for one, (filing, _) in last.items() for d in filing.documents),
            )

    def filings(self, *, outcome: str | None = None) -> tuple[Filing, ...]:
        """Every filing kept, or those of one outcome, oldest first."""
        found = self.run(
            """SELECT accession, cik, company, form, filed, url, outcome, reason
            FROM filings WHERE coalesce(outcome = ?::VARCHAR, true)
            ORDER BY filed, accession""",
            outcome,
        )
        documents: dict[str, list[tuple[str, str, str]]] = {}
        for one, *document in self.run("SELECT * FROM documents ORDER BY ALL"):
            documents.setdefault(one, []).append((document[0], document[1], document[2]))
        named = (f.name for f in fields(Filing) if f.name != "documents")
        columns = tuple(named)
        return tuple(
            Filing(
                **dict(zip(columns, row, strict=True)),
                documents=tuple(documents.get(row[0], ())),
            )
            for row in found
        )

    def readings(self, accessions: Iterable[str]) -> dict[str, Deal]:
        """What was read from each of these filings, where it was a deal."""
        found = self.run(
            """SELECT accession, reading FROM filings WHERE reading IS NOT NULL
            AND list_contains(?::VARCHAR[], accession) ORDER BY accession""",
            list(accessions),
        )
        return {one: unpacked(whole) for one, whole in found}

    def keep_deal(self, deal: Deal, *, filings: Sequence[str] = ()) -> None:
        """A deal, and the filings it was joined from.

        It replaces the deal of its name, and any deal made before from one of these
        filings: a filing belongs to one deal.
        """
        self.keep_deals([(deal, filings)])

    def keep_deals(self, joined: Iterable[tuple[Deal, Sequence[str]]]) -> None:
        """Many deals at once: as `keep_deal` one by one, and much faster."""
        told = list(joined)
        last = _last_word(told)
        deals = [deal for deal, _ in last.values()]
        links = [(name, one) for name, (_, filings) in last.items() for one in filings]
        with self.together():
            gone = {deal.deal_id for deal, _ in told}
            gone |= self._made_from([one for _, filings in told for one in filings])
            for table in ("deals", "deal_filings", "tranches", "problems"):
                self._delete(table, "deal_id", gone)
            self.add("deals", map(deal_row, deals))
            self.add("deal_filings", links)
            self.add("tranches", chain.from_iterable(map(tranche_rows, deals)))
            self.add("problems", chain.from_iterable(map(problem_rows, deals)))

    def deal(self, deal_id: str) -> Deal | None:
        """The deal of that name, None if none is kept."""
        found = self.run("SELECT whole FROM deals WHERE deal_id = ?", deal_id)
        return unpacked(found[0][0]) if found else None

    def deals(
        self,
        *,
        ticker: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> tuple[Deal, ...]:
        """The deals kept, by pricing day; one without a day only where no day is asked."""
        found = self.run(
            """SELECT whole FROM deals
            WHERE coalesce(ticker = $1::VARCHAR, $1::VARCHAR IS NULL)
            AND coalesce(pricing_date >= $2::DATE, $2::DATE IS NULL)
            AND coalesce(pricing_date <= $3::DATE, $3::DATE IS NULL)
            ORDER BY pricing_date NULLS LAST, deal_id""",
            ticker,
            since,
            until,
        )
        return tuple(unpacked(whole) for (whole,) in found)

    def filings_of(self, deal_id: str) -> tuple[str, ...]:
        """The accession numbers a deal was joined from."""
        found = self.run(
            "SELECT accession FROM deal_filings WHERE deal_id = ? ORDER BY 1", deal_id
        )
        return tuple(one for (one,) in found)

    def keep_stage(self, stage: Stage) -> None:
        """A stage of a sale; told again by the same source, it replaces itself."""
        key = (stage.deal_id, stage.stage, stage.quantity, stage.tranche)
        with self.together():
            self.run(
                """DELETE FROM stages WHERE deal_id = ? AND stage = ? AND quantity = ?
                AND tranche = ? AND source = ?""",
                *key,
                stage.source,
            )
            told = (stage.unit, stage.source, stage.as_of, stage.note)
            self.add("stages", [(*key, stage.value, *told)])

    def stages(self, deal_id: str) -> tuple[Stage, ...]:
        """The stages of a sale, by the day they speak of."""
        found = self.run(
            "SELECT * FROM stages WHERE deal_id = ? ORDER BY as_of, stage, quantity",
            deal_id,
        )
        return tuple(_record(Stage, (*row[:4], Decimal(row[4]), *row[5:])) for row in found)

    def keep_series(
        self,
        name: str,
        days: Sequence[date],
        values: Sequence[Decimal],
        *,
        source: str,
        fetched_at: datetime,
    ) -> int:
        """Observations as fetched; gives how many are new or differ from before.

        What was known before stays: a revised value is a vintage beside the old one,
        and a day the source no longer serves is still there.
        """
        told = [{"day": d.isoformat(), "value": str(v)}
                for d, v in zip(days, values, strict=True)]  # fmt: skip
        added = self.run(
            """INSERT INTO series
            WITH known AS (
                SELECT day, arg_max(value, fetched_at) AS value
                FROM series WHERE name = $1 GROUP BY day),
            fetched AS (
                SELECT unnest(from_json($4::JSON, '[{"day": "DATE", "value": "VARCHAR"}]'),
                              recursive := true))
            SELECT $1, fetched.day, fetched.value, $2::TIMESTAMP, $3
            FROM fetched LEFT JOIN known ON fetched.day = known.day
            WHERE fetched.value::DOUBLE IS DISTINCT FROM known.value::DOUBLE""",
            name,
            _naive(fetched_at),
            source,
            json.dumps(told),
        )
        return int(added[0][0])

    def series(self, name: str, *, known_by: datetime | None = None) -> Observations:
        """A series as it is known now, or as it was known at a time."""
        found = self.run(
            """SELECT day, arg_max(value, fetched_at), arg_max(source, fetched_at),
            max(fetched_at) FROM series
            WHERE name = ? AND coalesce(fetched_at <= ?::TIMESTAMP, true)
            GROUP BY day ORDER BY day""",
            name,
            _naive(known_by) if known_by else None,
        )
        youngest = max((row[3] for row in found), default=None)
        return Observations(
            name=name,
            days=tuple(row[0] for row in found),
            values=tuple(Decimal(row[1]) for row in found),
            source=found[-1][2] if found else "",
            fetched_at=youngest.replace(tzinfo=UTC) if youngest else None,
        )

    def on(self, day: date, prefix: str = "") -> dict[str, tuple[Decimal, str]]:
        """What each series so named says of one day, and its source."""
        found = self.run(
            """SELECT name, arg_max(value, fetched_at), arg_max(source, fetched_at)
            FROM series WHERE day = ? AND starts_with(name, ?)
            GROUP BY name ORDER BY name""",
            day,
            prefix,
        )
        return {name: (Decimal(value), source) for name, value, source in found}

    def series_names(self) -> tuple[str, ...]:
        """The names of the series kept."""
        return tuple(n for (n,) in self.run("SELECT DISTINCT name FROM series ORDER BY 1"))

    def keep_facts(self, facts: Sequence[Fact]) -> int:
        """Facts as filed; gives how many were not kept before.  None is ever replaced."""
        columns = [f.name for f in fields(Fact)]
        told = [{c: _word(getattr(fact, c)) for c in columns} for fact in facts]
        shape = json.dumps([dict.fromkeys(columns, "VARCHAR")])
        added = self.run(
            """INSERT INTO facts
            SELECT cik, concept, unit, period_start::DATE, period_end::DATE, value,
                   accession, form, filed::DATE
            FROM (SELECT unnest(from_json(?::JSON, ?), recursive := true))
            EXCEPT SELECT * FROM facts""",
            json.dumps(told),
            shape,
        )
        return int(added[0][0])

    def facts(self, cik: str) -> tuple[Fact, ...]:
        """What an issuer's filings state, by concept, period and day filed."""
        found = self.run(
            """SELECT * FROM facts WHERE cik = ?
            ORDER BY concept, period_end, period_start, filed, accession""",
            cik,
        )
        return tuple(_record(Fact, (*row[:5], Decimal(row[5]), *row[6:])) for row in found)

    def keep_run(self, run: Run) -> None:
        """A run of a command that changed the store."""
        when = (_naive(run.started), _naive(run.ended))
        self.add("runs", [(run.command, *when, run.outcome)])

    def runs(self) -> tuple[Run, ...]:
        """The runs, oldest first."""
        found = self.run("SELECT * FROM runs ORDER BY started")
        return tuple(
            Run(command=command, started=start.replace(tzinfo=UTC),
                ended=end.replace(tzinfo=UTC), outcome=outcome)
            for command, start, end, outcome in found
        )  # fmt: skip

    def _made_from(self, filings: Sequence[str]) -> set[str]:
        found = self.run(
            """SELECT DISTINCT deal_id FROM deal_filings
            WHERE list_contains(?::VARCHAR[], accession)""",
            list(filings),
        )
        return {name for (name,) in found}

    def _delete(self, table: str, column: str, among: Iterable[str]) -> None:
        self.run(
            f"DELETE FROM {table}"  # noqa: S608 - names of the schema
            f" WHERE list_contains(?::VARCHAR[], {column})",
            list(among),
        )


def _last_word(
    joined: Iterable[tuple[Deal, Sequence[str]]],
) -> dict[str, tuple[Deal, Sequence[str]]]:
    """The deals as they stand when each has replaced those it replaces."""
    last: dict[str, tuple[Deal, Sequence[str]]] = {}
    for deal, filings in joined:
        shared = [
            n for n, (_, theirs) in last.items() if not set(theirs).isdisjoint(filings)
        ]
        for name in {deal.deal_id, *shared}:
            last.pop(name, None)
        last[deal.deal_id] = (deal, filings)
    return last


def _word(value: Any) -> str | None:
    return None if value is None else str(value)


def _naive(when: datetime) -> datetime:
    return when.astimezone(UTC).replace(tzinfo=None)


def _record(kind: type[T], row: Sequence[Any]) -> T:
    names = [f.name for f in fields(kind)]  # type: ignore[arg-type] # records only
    return kind(**dict(zip(names, row, strict=True)))
