"""What a progress bar says besides how far it is: how fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.progress import ProgressColumn
from rich.text import Text

if TYPE_CHECKING:
    from rich.progress import Task


class RateColumn(ProgressColumn):
    """Steps a second, as measured over the last of them."""

    def render(self, task: Task) -> Text:
        """The rate, or nothing while there is none."""
        rate = task.finished_speed or task.speed
        return Text(f"{rate:.1f}/s" if rate else "", style="progress.data.speed")
