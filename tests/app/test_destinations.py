"""Nothing is fetched from a place that only this machine or its network can reach, however it is written."""

import asyncio
import ipaddress
import socket
from collections.abc import Sequence

import httpx
import pytest

from app.security.destinations import Destinations, RefusedDestinationError, is_public
from app.security.resolving import checked_addresses, resolve

PUBLIC = ["93.184.215.14", "1.1.1.1", "172.15.255.255", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"]
REFUSED = {
    "unspecified": ["0.0.0.0", "0.1.2.3", "::"],  # noqa: S104 - an address, not a listener
    "loopback": ["127.0.0.1", "127.255.255.254", "::1"],
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12::1", "fec0::1"],
    "shared": ["100.64.0.1", "100.127.255.254"],
    "link-local": ["169.254.169.254", "169.254.0.1", "fe80::1", "fe80::1%eth0", "2606:4700::1111%eth0"],
    "multicast": ["224.0.0.1", "239.255.255.250", "ff02::1", "ff0e::1"],
    "reserved": ["240.0.0.1", "255.255.255.255", "192.0.0.9", "192.88.99.1", "198.18.0.1"],
    "examples": ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"],
    "mapped": ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:93.184.215.14", "::7f00:1"],
    "translated": ["64:ff9b::7f00:1", "64:ff9b::5db8:d70e", "64:ff9b:1::a00:1"],
    "tunnels": ["2002:7f00:1::", "2002:a00:1::", "2001:0:7f00:1::"],
    "elsewhere": ["100::1", "5f00::1", "4000::1"],
}


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_allowed(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", [address for group in REFUSED.values() for address in group])
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://example.com/", "http and https"),
        ("file:///etc/passwd", "http and https"),
        ("//example.com/", "http and https"),
        ("example.com", "http and https"),
        ("http://", "names no host"),
        ("http:example.com", "names no host"),
        ("http://user:password@example.com/", "credentials"),
        ("http://user@example.com/", "credentials"),
        ("http://@127.0.0.1/", "not at a public address"),
        ("http://example.com@127.0.0.1/", "credentials"),
        ("http://example.com\\@127.0.0.1/", "backslashes"),
        ("http://example.com /", "blanks"),
        ("http://example.com/\r\nHost: x", "blanks"),
        ("http://example.com\t/", "blanks"),
        ("http://example.com/\x00", "control"),
        ("http://example.com:8080/", "port"),
        ("http://example.com:0/", "port"),
        ("http://example.com:99999/", "port"),
        ("http://example.com:x/", "not a URL"),
        ("http://[::1", "not a URL"),
        ("http://%31%32%37.0.0.1/", "names no host"),
        ("http://exa$mple.com/", "names no host"),
        ("http://127.0.0.1/", "public"),
        ("http://127.0.0.1./", "usual notation"),
        ("http://127.1/", "usual notation"),
        ("http://0177.0.0.1/", "not a URL"),
        ("http://0x7f000001/", "usual notation"),
        ("http://2130706433/", "usual notation"),
        ("http://017700000001/", "usual notation"),
        ("http://127。0。0。1/", "public"),
        ("http://\uff11\uff12\uff17.0.0.1/", "not a URL"),
        ("http://169.254.169.254/latest/meta-data/", "public"),
        ("http://[::ffff:169.254.169.254]/", "public"),
        ("http://[fe80::1%25eth0]/", "public"),
        ("https://example.com/" + "a" * 2048, "longer than 2048"),
    ],
)
def test_a_url_of_the_wrong_kind_is_refused_before_any_name_is_asked_for(url: str, words: str) -> None:
    with pytest.raises(RefusedDestinationError, match=words):
        Destinations().parse(url)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://example.com", "example.com"),
        ("HTTPS://EXAMPLE.com:443/a?b=c#d", "example.com"),
        ("http://bücher.example/", "xn--bcher-kva.example"),
        ("http://93.184.215.14/", "93.184.215.14"),
        ("http://[2606:4700::1111]/", "2606:4700::1111"),
        ("http://localhost/", "localhost"),  # a name: what it resolves to is what counts
        ("http://1e100.net/", "1e100.net"),
    ],
)
def test_a_url_of_the_right_kind_is_taken(url: str, host: str) -> None:
    assert Destinations().parse(url).raw_host == host.encode()


def test_settings_allow_networks_and_ports_and_nothing_beside_them() -> None:
    allowed = Destinations(["10.1.0.0/16", "fd00::/8"], [80, 8080])
    for url in ("http://10.1.2.3:8080/", "http://[fd00::1]/"):
        allowed.parse(url)
    for url in ("http://10.2.0.1/", "http://[::ffff:10.1.2.3]/", "http://[fe80::1]/", "https://10.1.2.3/"):
        with pytest.raises(RefusedDestinationError):
            allowed.parse(url)


def addresses_of(*answers: Sequence[str] | OSError) -> Sequence[str]:
    left = list(answers)

    async def resolver(_host: str, _port: int) -> Sequence[str]:
        answer = left.pop(0)
        if isinstance(answer, OSError):
            raise answer
        return answer

    return asyncio.run(checked_addresses(httpx.URL("http://mirror.example/"), Destinations(), resolver))


def test_a_name_is_resolved_once_to_what_was_checked() -> None:
    assert addresses_of(["93.184.215.14"], ["127.0.0.1"]) == ["93.184.215.14"]


@pytest.mark.parametrize(
    "answer",
    [
        ["127.0.0.1"],
        ["93.184.215.14", "10.0.0.1"],
        ["::1"],
        [],
        socket.gaierror(socket.EAI_NONAME, "unknown"),
    ],
)
def test_one_bad_address_refuses_the_name_and_reads_like_no_such_name(
    answer: Sequence[str] | OSError,
) -> None:
    with pytest.raises(RefusedDestinationError, match=r"^its host is not at a public address$"):
        addresses_of(answer)


def test_a_resolver_without_an_answer_is_no_refusal() -> None:
    with pytest.raises(socket.gaierror):
        addresses_of(socket.gaierror(socket.EAI_AGAIN, "try again"))


def test_the_systems_resolver_answers_in_addresses() -> None:
    assert asyncio.run(resolve("127.0.0.1", 80)) == ["127.0.0.1"]
