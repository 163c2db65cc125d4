"""Daily prices of crypto assets from the Coin Metrics community API, page by page.

Licence CC BY-NC 4.0: fetched by each user for himself, never shipped.  FRED's
``CBBTCUSD`` is the alternative.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bookrunner.errors import MisuseError, RefusedError, UnavailableError
from bookrunner.sources.edgar_layouts import parsed
from bookrunner.sources.series import day_of, joined, number, series

if TYPE_CHECKING:
    from bookrunner.sources.archive import Archive
    from bookrunner.sources.series import Series

_HOST: Final = "community-api.coinmetrics.io"
_ASSET: Final = re.compile(r"[a-z0-9_]{1,20}", re.ASCII)
_MOST_PAGES: Final = 1000


def address(asset: str) -> str:
    """Where the daily dollar price of an asset begins.

    >>> address("btc").partition("?")[2]
    'assets=btc&metrics=PriceUSD&frequency=1d&page_size=10000&paging_from=start'
    """
    if not _ASSET.fullmatch(asset):
        raise MisuseError(expected="an asset such as btc", seen=asset)
    return (
        f"https://{_HOST}/v4/timeseries/asset-metrics?assets={asset}"
        "&metrics=PriceUSD&frequency=1d&page_size=10000&paging_from=start"
    )


def prices(archive: Archive, asset: str = "btc") -> Series:
    """The price of *asset* in dollars, daily, from its first day; follows the pages."""
    whole: Series | None = None
    here = start = address(asset)
    for _ in range(_MOST_PAGES):
        body = archive.document(here).body
        whole = joined(whole, from_page(body, asset=asset, source=start))
        here = str(parsed(body).get("next_page_url") or "")
        if not here:
            return whole
        if urlsplit(here).hostname != _HOST:
            raise RefusedError(expected=f"the next page at {_HOST}", seen=here)
    raise UnavailableError(expected=f"at most {_MOST_PAGES} pages", seen=start)


def from_page(body: bytes, *, asset: str, source: str = "") -> Series:
    """The prices on one page of the API's answer."""
    told = parsed(body)
    if "data" not in told:
        raise UnavailableError(expected=f"prices of {asset}", seen=str(told)[:80])
    points = {
        day_of(row["time"]): number(str(row.get("PriceUSD") or "")) for row in told["data"]
    }
    return series(f"{asset.upper()}USD", points, source=source)
