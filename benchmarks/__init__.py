"""Benchmarks: what was measured, side by side with the peer."""

from __future__ import annotations
