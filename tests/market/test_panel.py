"""A panel from a table: controls taken off, flocks by week, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from bookrunner.errors import MisuseError
from bookrunner.market.assets import Kind
from bookrunner.market.calibration import learned
from bookrunner.market.panel import panels

ROW = {"factor": "sector", "day": "2025-11-17", "share": "0.05", "moved_bp": "3.5"}


def test_the_control_is_taken_off_and_a_week_is_a_flock() -> None:
    rows = [
        ROW | {"control_bp": "1.5"},
        ROW | {"day": "2025-11-20", "control_bp": ""},
        ROW | {"day": "2025-12-01", "control_bp": "0"},
    ]
    panel = panels(rows)[Kind.SECTOR]
    np.testing.assert_allclose(panel.moved, [2e-4, 3.5e-4, 3.5e-4])
    assert panel.cluster.tolist() == [0, 0, 1]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"factor": "mood"}, "a factor: level"),
        ({"share": "some"}, "a number as share"),
        ({"day": "soon"}, "a day such as"),
    ],
)
def test_cells_that_cannot_be_meant_are_refused(cells: dict[str, str], told: str) -> None:
    with pytest.raises(MisuseError, match=told):
        panels([ROW | cells])


def test_a_missing_column_is_named() -> None:
    with pytest.raises(MisuseError, match="none named share"):
        panels([{"factor": "sector", "day": "2025-11-17", "moved_bp": "3"}])


def test_a_table_of_too_few_events_is_withheld_factor_by_factor() -> None:
    updates, told, problems = learned(panels([ROW, ROW]), np.random.default_rng(1))
    assert updates == ()
    assert told is None
    assert "the prior stands as it is" in problems[0].message


def test_a_table_of_events_updates_its_factor_and_reports_coverage() -> None:
    rng = np.random.default_rng(2)
    rows = [
        ROW
        | {
            "cluster": f"{n // 2}",
            "share": f"{share:.4f}",
            "moved_bp": f"{1e4 * 0.0035 * share + rng.normal(0, 1):.3f}",
        }
        for n, share in enumerate(rng.uniform(0.02, 0.15, 60))
    ]
    updates, told, problems = learned(panels(rows), rng)
    assert not problems
    assert updates[0].events == 60
    assert updates[0].clusters == 30
    assert updates[0].low < 0.0035 < updates[0].high
    assert told
    assert told.events == 60
    assert told.low < 0.90 < told.high or told.share >= 0.85
