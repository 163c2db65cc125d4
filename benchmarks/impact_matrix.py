"""Twenty thousand draws of the priors for 200 assets, on one core: run with one thread.

OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/impact_matrix.py
"""

from __future__ import annotations

import time

import numpy as np

from bookrunner.market.assets import Asset, Kind, assets
from bookrunner.market.draws import COUNT, price_draws, responses
from bookrunner.market.matrix import matrix_intervals
from bookrunner.market.reference import OVERLAP, factors

DURATIONS = {2: 1.9, 3: 2.8, 5: 4.5, 7: 6.2, 10: 8.0, 20: 12.5, 30: 14.7, 40: 16.0}
ISSUERS = [f"I{i}" for i in range(24)]

treasuries = [Asset(name=f"UST {t}y", tenor=t, duration=d) for t, d in DURATIONS.items()]
bonds = [
    Asset(
        name=f"{issuer} {tenor}y",
        tenor=tenor,
        duration=duration,
        issuer=issuer,
        loadings={Kind.SPREAD: 0.5 + i / 20, Kind.SECTOR: 0.5 + i / 15},
        held=5e9,
        supply=1e9 if i == 0 else 0.0,
    )
    for i, issuer in enumerate(ISSUERS)
    for tenor, duration in DURATIONS.items()
]
market = assets([*treasuries, *bonds], factors(dict.fromkeys(ISSUERS, 50e9)))
prices = price_draws(COUNT, np.random.default_rng(0))

start = time.process_time()
responses(market, prices, overlap=OVERLAP)
one_sale = time.process_time()
matrix_intervals(market, prices, overlap=OVERLAP)
whole = time.process_time()
print(f"{len(market.names)} assets, {COUNT:,} draws")
print(f"answer to one sale            {one_sale - start:5.2f} s CPU")
print(f"whole matrix, with quantiles  {whole - one_sale:5.2f} s CPU")
