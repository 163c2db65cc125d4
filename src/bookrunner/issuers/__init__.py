"""The borrower: financial facts, credit, debt ladder, the funding decision.

Facts with passports come in; ratios, ladders and decisions go out, each with its inputs.
"""

from __future__ import annotations
