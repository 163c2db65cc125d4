"""Addresses: where we go, and every way of being led elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.errors import BookrunnerError, MisuseError, RefusedError, UnavailableError
from bookrunner.sources.addresses import HOSTS, loopback, permitted, public_addresses


@pytest.mark.parametrize("host", HOSTS)
def test_the_houses_own_hosts_are_open(host: str) -> None:
    assert permitted(f"https://{host}/a/b?c=d") == host


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/fwp.htm",
        "http://www.sec.gov/fwp.htm",
        "ftp://www.sec.gov/fwp.htm",
        "file:///etc/passwd",
        "https://www.sec.gov.example.org/",
        "https://wwwXsec.gov/",
        "https://www.sec.gov@example.org/",
        "https://user:word@www.sec.gov/",
        "https://www.sec.gov:8443/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "https://169.254.169.254/latest/meta-data/",
        "https://www.sec.gov/a\nHost: example.org",
        "https://www.sec.gov\\@example.org/",
        "https://www.sec.gov/ fwp",
        "https://www.\u017fec.gov/",
        "https://[::1/",
        "https://www.sec.gov:port/",
        "",
    ],
)
def test_every_other_address_is_refused_in_one_line(url: str) -> None:
    with pytest.raises((RefusedError, MisuseError)) as refused:
        permitted(url)
    assert "\n" not in str(refused.value)


def test_a_host_is_open_where_the_user_allows_it_by_name() -> None:
    with pytest.raises(RefusedError):
        permitted("https://filings.example.org/x")
    assert permitted("https://filings.example.org/x", ("filings.example.org",))


@given(st.text())
def test_any_words_are_an_address_of_ours_or_refused(words: str) -> None:
    try:
        assert permitted(words) in HOSTS
    except BookrunnerError:
        return


def resolving(*numbers: str) -> Any:
    return lambda *_, **__: [(2, 1, 6, "", (number, 443)) for number in numbers]


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.1",
     "100.64.0.1", "224.0.0.1", "::", "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1"],
)  # fmt: skip
def test_a_name_that_resolves_to_a_private_address_leads_nowhere(number: str) -> None:
    with pytest.raises(RefusedError):
        public_addresses("www.sec.gov", resolve=resolving("23.1.2.3", number))


def test_public_addresses_are_given_in_the_order_of_the_answer() -> None:
    found = public_addresses("www.sec.gov", resolve=resolving("23.1.2.3", "2600:1408::1"))
    assert found == ["23.1.2.3", "2600:1408::1"]


def test_without_a_network_the_user_is_told_so() -> None:
    def silent(*_: object, **__: object) -> Any:
        raise OSError("Name or service not known")  # noqa: TRY003, EM101  as the system says it

    with pytest.raises(UnavailableError, match="network"):
        public_addresses("www.sec.gov", resolve=silent)


@pytest.mark.parametrize(
    "replay",
    [
        "http://10.0.0.1:80",
        "https://127.0.0.1:80",
        "http://example.org",
        "http://127.0.0.1/x",
    ],
)
def test_a_replay_is_on_this_machine_or_refused(replay: str) -> None:
    with pytest.raises(MisuseError):
        loopback(replay)
