"""Clients of one machine: from addresses of their own, with names and credentials of their own."""

from __future__ import annotations

import http.client
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from gonogo.contract.access import Form, Limit
from gonogo.instruments.probe.failure import FAILURES
from gonogo.instruments.probe.logins import authorized
from gonogo.instruments.urls import below, target_of
from gonogo.suites.security.experiments.forms import send
from gonogo.targets.base import Target
from gonogo.targets.forms import as_sent

_SECONDS = 5.0


@dataclass(frozen=True)
class Client:
    """Who tries: what it writes into the form, its credential, and its address, empty for the machine's."""

    form: Form
    credential: str | None = None
    address: str = ""

    def tries(self, target: Target) -> int | None:
        """Send the form once; return the status, None where nothing was answered."""
        headers = target.headers(self.credential)
        if not self.address:
            return send(target, self.form, headers).status
        url = below(target.entry, self.form.path)
        stated, body = as_sent(target.entry, self.form, headers, target.context.secrets.resolve)
        return _asked_from(self.address, url, self.form.method, body, authorized(url, stated))


def one_of(limit: Limit, addresses: Iterator[str]) -> Client:
    """Return the client that spends the limit."""
    return Client(limit.form, limit.credential, next(addresses) if _told_by_address(limit) else "")


def other_of(limit: Limit, addresses: Iterator[str]) -> Client:
    """Return another one, at another address each time where addresses count."""
    other = limit.other
    if other is None:
        raise ValueError(f"the limit of {limit.form.name} knows no other client")
    form = limit.form.model_copy(update={"fields": limit.form.fields | other.fields})
    return Client(form, other.credential or limit.credential, next(addresses) if other.address else "")


def addresses() -> Iterator[str]:
    """Give addresses of this machine, no two of one network of 16 bits: some services count by network."""
    for network in secrets.SystemRandom().sample(range(1, 255), 254):
        yield f"127.{network}.{1 + secrets.randbelow(254)}.{1 + secrets.randbelow(254)}"


def _told_by_address(limit: Limit) -> bool:
    return limit.other is not None and limit.other.address


def _asked_from(address: str, url: str, method: str, body: bytes, headers: dict[str, str]) -> int | None:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(
        parts.hostname or "", parts.port or 80, timeout=_SECONDS, source_address=(address, 0)
    )
    try:
        connection.request(method, target_of(url), body, headers | {"Connection": "close"})
        return connection.getresponse().status
    except FAILURES:
        return None
    finally:
        connection.close()
