"""EDGAR's lists, as EDGAR writes them."""

from __future__ import annotations

import gzip
import json
import os
from datetime import date
from pathlib import Path

import pytest

from bookrunner.errors import UnavailableError
from bookrunner.sources import edgar_layouts as layouts
from bookrunner.sources.edgar_layouts import Listed
from bookrunner.sources.filing_names import Filing

SHARED = Path(os.environ.get("BOOKRUNNER_SHARED", Path(__file__).parents[3] / "shared"))
FILING = Filing(accession="0001104659-25-113283", cik=1, form="FWP", day=date(2025, 11, 18))


def listed(*names: str) -> list[Listed]:
    return [Listed(name=name, size=100 + len(name)) for name in names]


def test_a_day_index_is_read_row_by_row() -> None:
    """
    Description:           Daily Index of EDGAR Dissemination Feed by Form Type
    Last Data Received:    Nov 18, 2025

    Form Type   Company Name                CIK         Date Filed  File Name
    --------------------------------------------------------------------------
    424B5       AMAZON COM INC              1018724     20251118    edgar/data/1018724/0001104659-25-114098.txt
    FWP         TWO  SPACES & CO 2025       77          2025-11-18  edgar/data/77/0001104659-25-113283.txt
    SC 13G/A    SOMEBODY                    5           20251118    edgar/data/5/0001104659-25-000001.txt
    FWP         NO SUCH DAY                 5           20251332    edgar/data/5/0001104659-25-000002.txt
    FWP         PATH                        5           20251118    edgar/data/5/../../../0001104659.txt
    """  # noqa: E501  rows as EDGAR writes them
    words = test_a_day_index_is_read_row_by_row.__doc__ or ""
    rows = "\n".join(line.strip() for line in words.splitlines())
    found = list(layouts.form_index(rows.encode()))
    assert [(each.form, each.company, each.cik) for each in found] == [
        ("424B5", "AMAZON COM INC", 1018724),
        ("FWP", "TWO  SPACES & CO 2025", 77),
        ("SC 13G/A", "SOMEBODY", 5),
    ]
    assert found[0].accession == "0001104659-25-114098"
    assert {each.day for each in found} == {date(2025, 11, 18)}


def test_the_secs_own_answer_about_a_company_is_read() -> None:
    path = SHARED / "market" / "sec" / "submissions_sample_CIK0001318605.json.gz"
    if not path.exists():
        pytest.skip("the recorded answer is not at hand")
    body = gzip.decompress(path.read_bytes())
    found, older = layouts.submissions(body, cik=1318605)
    assert len(found) == 1001
    assert sum(each.form == "424B5" for each in found) == 22
    assert found[0].day == date(2022, 11, 30)
    assert older == [("CIK0001318605-submissions-001.json", date(2013, 12, 10))]


@pytest.mark.parametrize(
    ("names", "paper"),
    [
        (["0001104659-25-113283-index.html", "0001104659-25-113283.txt",
          "tm2530638d2_fwp.htm", "logo.jpg"], "tm2530638d2_fwp.htm"),
        (["tm25_424b5.htm", "tm25_ex-filingfees.htm", "R1.htm"], "tm25_424b5.htm"),
        (["d1234d8k.htm", "d1234dex11.htm", "d1234dex41longer.htm"], "d1234d8k.htm"),
        (["exhibit107-a-very-long-name.htm", "nt.htm"], "nt.htm"),
        (["apex2030.htm"], "apex2030.htm"),
        (["oldpaper.txt", "0001104659-25-113283.txt"], "oldpaper.txt"),
        (["picture.jpg", "0001104659-25-113283-index-headers.html"], None),
    ],
)  # fmt: skip
def test_the_paper_is_found_among_exhibits_and_pages_of_edgar(
    names: list[str], paper: str | None
) -> None:
    found = layouts.main_file(listed(*names), FILING)
    assert (found.name if found else None) == paper


def test_the_paper_the_index_names_comes_before_a_larger_one() -> None:
    named = Filing(
        accession=FILING.accession,
        cik=1,
        form="8-K",
        day=FILING.day,
        primary_document="a.htm",
    )
    found = layouts.main_file(listed("a.htm", "b-much-larger.htm"), named)
    assert found
    assert found.name == "a.htm"


def test_names_that_are_paths_are_not_in_the_folder() -> None:
    items = [{"name": "../../x.htm", "size": "9"}, {"name": "a.htm", "size": ""}]
    body = json.dumps({"directory": {"item": items}}).encode()
    assert layouts.folder(body) == [Listed(name="a.htm", size=None)]


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b'{"a"', b"\xff"])
def test_what_is_no_list_is_an_answer_that_did_not_come(body: bytes) -> None:
    with pytest.raises(UnavailableError):
        layouts.submissions(body, cik=1)
