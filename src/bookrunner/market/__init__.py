"""The market that absorbs: supply, stages of a sale, impact, channels.

Deals, facts and series come in; estimates with intervals and grades go out.
"""

from __future__ import annotations
