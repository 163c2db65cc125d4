"""The market that absorbs: supply, stages of a sale, impact, channels.

Deals, facts and series come in; estimates with intervals and grades go out.

::

    supply, volumes, leagues, forecasts, scenarios, diary, comparables     what is sold
    stages, typed_stages, quotes, concession                               how it was sold
    assets, priors -> impact, draws, matrix, decay                         the equilibrium
    inputs, sold, outstanding, betas, coefficients, reference              what it is fed
    effects, pipeline, scale, risk_assets, evidence                        what it says
    daily, regression -> events, projections, calibration, channels        what is estimated
    policy, waterfall                                                      to Bitcoin

A sale's supply is dollars, net of refunding and unexpected; only bonds are sold here.
Effects on yields are decimals; on equities and Bitcoin, returns.  Nothing in the room
touches a file, the network or a clock; generators of random numbers are arguments.
"""

from __future__ import annotations
