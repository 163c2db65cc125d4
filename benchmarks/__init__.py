"""Benchmarks: what was measured, side by side with the peer.

``python -m benchmarks`` runs every task on this machine, our way and QuantLib's in one
process, turn by turn on one thread, and prints the medians as a table (``--json``: rows
of task, ours_ns, peer_ns, ratio).  ``--quick`` takes fewer turns.  ``--record`` writes
the table, the growth curves and the machine's description into docs/benchmarks.md.

Time is the processor's, not the clock's, so that a busy neighbour counts as little as
it can.  Only ratios travel from one machine to another.
"""

from __future__ import annotations
