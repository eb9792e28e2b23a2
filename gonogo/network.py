"""What stands between this machine and a target: a CA, a client certificate, a proxy, extra headers.

One network for a process, as it is for whoever sits behind it. It comes from a contract or an option alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\t\x20-\x7e\xa0-\xff]+")
_SCHEME = re.compile(
    r"(?i)(?:api-?key|basic|bearer|digest|dpop|hawk|jwt|negotiate|oauth|token)(?:\s+(?:token|api-?key|key)=(?:\"\")?)?"
)
"""Of authentication (RFC 9110, 11.1), with nothing behind it, as where a variable is unset."""
_NAME_ALONE = re.compile(r"[^=;\s]+=")
_OF_EACH_REQUEST = frozenset(
    {
        *("connection", "content-length", "expect", "host", "keep-alive", "te", "trailer"),
        *("transfer-encoding", "upgrade"),
    }
)
_OPTIONS = {
    "HTTP_PROXY": "--proxy",
    "HTTPS_PROXY": "--proxy",
    "ALL_PROXY": "--proxy",
    "REQUESTS_CA_BUNDLE": "--ca",
    "CURL_CA_BUNDLE": "--ca",
    "SSL_CERT_FILE": "--ca",
    "SSL_CERT_DIR": "--ca",
}


@dataclass(frozen=True)
class Network:
    """The settings, resolved: paths of PEM files, a proxy's URL with its password, headers by name.

    ``key`` is None where the certificate's file holds it. Empty settings are the open internet.
    """

    ca: str | None = None
    certificate: str | None = None
    key: str | None = None
    proxy: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


_used = Network()


def use(network: Network) -> None:
    """Let every request of this process take this network from now on."""
    global _used  # noqa: PLW0603 - a process has one network
    _used = network


def current() -> Network:
    """Return the network of this process."""
    return _used


def header_problem(name: str, value: str) -> str:
    """Return why a header cannot be sent with every request, empty where it can; never shows the value."""
    if not _TOKEN.fullmatch(name):
        return f"{name!r} is no name of a header; expected Name: value"
    if name.lower() == "proxy-authorization":
        return f"{name} is for a proxy alone: write http://user:password@host:port as the proxy"
    if name.lower() in _OF_EACH_REQUEST:
        return f"{name} belongs to each request by itself and cannot be an extra header"
    return value_problem(name, value)


def value_problem(name: str, value: str) -> str:
    """Return why a header's value cannot be sent, or is none, empty where it can; never shows it."""
    if not value.strip():
        return f"{name} has no value"
    if not _VALUE.fullmatch(value):
        return f"the value of {name} is not one line of printable text"
    if "authorization" in name.lower() and _SCHEME.fullmatch(value.strip()):
        return f"{name} has a scheme and nothing behind it: a variable there may be unset"
    if name.lower() == "cookie" and _NAME_ALONE.fullmatch(value.strip()):
        return f"{name} has a name and no value: a variable there may be unset"
    return ""


def proxy_problem(url: str) -> str:
    """Return why a URL names no proxy, empty where it does; a user and password are not repeated."""
    login, _, rest = url.rpartition("@")
    shown = f"{login.partition('://')[0]}://{rest}" if "://" in login else rest
    shown = shown if shown.isprintable() else ascii(shown)
    expected = (
        f"{shown} is no proxy; expected http://host:port, with user:password@ before the host where it asks"
    )
    try:
        parts = urlsplit(url)
        named = parts.scheme == "http" and parts.hostname and parts.port
    except ValueError as broken:
        return f"{expected}; {broken}" if str(broken).startswith("Port out of range") else expected
    rest = parts.path.strip("/") + parts.query + parts.fragment
    return "" if named and not rest and not re.search(r"\s", url) else expected


def masked(words: Iterable[str]) -> list[str]:
    """Return a command line without the values of its extra headers: they are secrets as often as not."""
    shown: list[str] = []
    for word in words:
        option, is_given, value = word.partition("=")
        if is_given and _is_header(option):
            shown.append(f"{option}={_without_value(value)}")
        else:
            shown.append(_without_value(word) if shown and _is_header(shown[-1]) else word)
    return shown


def ignored(environment: Mapping[str, str], url: str) -> str:
    """Return a sentence on the environment's own proxies and CAs, empty where it has none for such a URL."""
    found = {name: _OPTIONS[name.upper()] for name in sorted(environment) if _is_set(environment, name)}
    if url.lower().startswith("http:"):
        found = {name: option for name, option in found.items() if option != "--ca"}
    if not found:
        return ""
    verb, it = ("is", "it") if len(found) == 1 else ("are", "them")
    wanted = " and ".join(sorted(set(found.values())))
    return f"{', '.join(found)} {verb} set and ignored: name {it} with {wanted}, or in the contract"


def without_network(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment without its proxies and CAs, for a process that sends our requests."""
    return {name: value for name, value in environment.items() if name.upper() not in _OPTIONS}


def _is_set(environment: Mapping[str, str], name: str) -> bool:
    return name.upper() in _OPTIONS and bool(environment[name].strip())


def _is_header(option: str) -> bool:
    """Whether it is the option, or a beginning of it that argparse takes for it."""
    return len(option) > len("--he") and "--header".startswith(option)


def _without_value(header: str) -> str:
    return f"{header.partition(':')[0]}: …"
