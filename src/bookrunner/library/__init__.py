"""The facts that ship, each row with its source, date and grade.

CSV files in library/data come in; figures with passports go out.  Only facts that may
be redistributed live here, and a cell nobody knows stays empty.
"""

from __future__ import annotations
