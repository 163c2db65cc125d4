"""The brief: all of it as a story in passports, words, charts and pages.

Deals and what the rooms below say of them come in; a story, then a terminal view, one HTML
file, or JSON goes out.  A bare number cannot be drawn here.
"""

from __future__ import annotations
