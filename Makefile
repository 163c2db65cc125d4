# The same commands as `.ci/run`; `make` runs them all.
.PHONY: all lint types test doctest slow docs score fuzz format constraints long bench

all: lint types test doctest

lint:
	uv run --group lint ruff check
	uv run --group lint ruff format --check

types:
	uv run --group lint mypy

test:
	uv run --group test pytest

doctest:
	uv run --group test pytest --doctest-modules src/bookrunner

slow:
	uv run --group test pytest -m slow

format:
	uv run --group lint ruff check --fix
	uv run --group lint ruff format

docs:
	uv run --group test python scripts/docs.py

# The reader against the development sheets, into docs/reader.md; needs ../shared.
score:
	uv run --group test python scripts/score_docs.py

fuzz:
	uv run --group test python scripts/fuzz_reader.py 100000

constraints:
	uv run --no-project python scripts/constraints.py

# Ten million rows through `bookrunner price`: time and peak memory.
long:
	uv run --group test python -m benchmarks.commands 10000000 parquet csv

bench:
	uv run --group test python -m benchmarks --record
