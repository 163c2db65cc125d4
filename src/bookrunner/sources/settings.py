"""Who asks, where the answers are kept, how fast: the settings of the outside world.

Three layers, the later over the earlier: what ships, ``config.toml`` in the user's
config folder, the environment.

    identity = "Jane Doe jane@example.org"   EDGAR_IDENTITY
    hosts = ["filings.example.org"]          BOOKRUNNER_HOSTS, separated by commas
    fred_key = "..."                         FRED_API_KEY
    replay = "http://127.0.0.1:8765"         BOOKRUNNER_REPLAY
    requests_per_second = 400                BOOKRUNNER_REQUESTS_PER_SECOND

Everything kept lies in the user's data folder, or where `BOOKRUNNER_HOME` points.
A replay address sends every request to a server on this machine, as if it were the
world; it is the only case in which more than eight requests a second are possible.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from collections.abc import Mapping

PER_SECOND: Final = 8
"""Requests a second over all processes; the SEC allows ten."""

_VARIABLES: Final = {
    "identity": "EDGAR_IDENTITY",
    "hosts": "BOOKRUNNER_HOSTS",
    "fred_key": "FRED_API_KEY",
    "replay": "BOOKRUNNER_REPLAY",
    "requests_per_second": "BOOKRUNNER_REQUESTS_PER_SECOND",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this user meets the outside world."""

    folder: Path  # everything kept lies below it
    identity: str = ""  # name and mail address, as the SEC asks
    hosts: tuple[str, ...] = ()  # allowed by the user besides the house's own
    fred_key: str = ""
    replay: str = ""  # "http://127.0.0.1:8765", or "" for the world itself
    per_second: int = PER_SECOND

    @property
    def evidence(self) -> Path:
        """The folder of the evidence store."""
        return self.folder / "evidence"

    @property
    def rate(self) -> Path:
        """The folder of the tickets; one for the user, whatever *folder* is."""
        return (self.folder if self.replay else _data_folder()) / "rate"


def settings(
    environment: Mapping[str, str] | None = None,
    *,
    identity: str = "",
    config: Path | None = None,
) -> Settings:
    """The settings of this user; *identity* wins over all layers.

    >>> quiet = {"BOOKRUNNER_HOME": "/tmp/b", "EDGAR_IDENTITY": "Jane Doe jane@example.org"}
    >>> settings(quiet, config=Path("/nowhere")).identity
    'Jane Doe jane@example.org'
    """
    env = os.environ if environment is None else environment
    told = _configured(config or _config_file())
    told |= {key: env[name] for key, name in _VARIABLES.items() if env.get(name)}
    replay = str(told.get("replay", ""))
    return Settings(
        folder=Path(env.get("BOOKRUNNER_HOME") or _data_folder()),
        identity=identity or str(told.get("identity", "")),
        hosts=_listed(told.get("hosts", ())),
        fred_key=str(told.get("fred_key", "")),
        replay=replay,
        per_second=_allowed_rate(told.get("requests_per_second", PER_SECOND), replay),
    )


def _configured(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MisuseError(expected=f"TOML in {path}", seen=str(error)) from error
    if unknown := sorted(told.keys() - _VARIABLES.keys()):
        raise MisuseError(
            expected=f"the settings {', '.join(_VARIABLES)} in {path}", seen=unknown[0]
        )
    return told


def _listed(hosts: Any) -> tuple[str, ...]:
    names = hosts.split(",") if isinstance(hosts, str) else hosts
    return tuple(str(name).strip().lower() for name in names if str(name).strip())


def _allowed_rate(told: Any, replay: str) -> int:
    try:
        rate = int(told)
    except (TypeError, ValueError):
        rate = 0
    if rate < 1:
        raise MisuseError(expected="a whole number of requests a second", seen=str(told))
    if rate > PER_SECOND and not replay:
        raise MisuseError(
            expected=f"at most {PER_SECOND} requests a second",
            seen=str(rate),
            hint="the SEC blocks addresses that ask faster than ten times a second",
        )
    return rate


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("bookrunner", appauthor=False)


def _config_file() -> Path:
    from platformdirs import user_config_path

    return user_config_path("bookrunner", appauthor=False) / "config.toml"
