"""What clients ask for who leave connections idle: something that is cheap to read, and a write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from gonogo.contract.identity import Identity
from gonogo.contract.latency import Latency
from gonogo.contract.rollback import Rollout
from gonogo.core.observation import Can
from gonogo.instruments.probe.logins import authorized
from gonogo.instruments.urls import authority, below, target_of
from gonogo.loadtests import template
from gonogo.targets.base import Target


@dataclass(frozen=True)
class Ask:
    """A request of the contract; ``status`` is what it promises, None for any of 2xx."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: dict[str, object] | None
    status: int | None

    def at(self, base: str, number: int) -> bytes:
        """Return its bytes for a base URL, with the placeholders of an arrival with this number."""
        known = template.values(number, {})
        url = below(base, _filled(self.path, template.path_escape, known))
        text = template.body_text(self.body)
        body = b"" if text is None else _filled(text, template.json_escape, known).encode()
        fields = {"Host": authority(url), "User-Agent": "gonogo"} | authorized(url, self.headers)
        if text is not None:
            fields |= {"Content-Type": "application/json", "Content-Length": str(len(body))}
        head = [f"{self.method} {target_of(url)} HTTP/1.1", *(f"{n}: {v}" for n, v in fields.items()), "", ""]
        return "\r\n".join(head).encode("latin-1") + body

    def is_kept(self, said: str) -> bool:
        """Whether it was answered as promised."""
        return said == str(self.status) if self.status else said.startswith("2")


def _filled(text: str, escape: template.Escape, known: Mapping[str, str]) -> str:
    return template.filled(template.pieces(text, escape), known).decode()


@dataclass(frozen=True)
class Clients:
    """Where clients go, with what they read, and with what they write, if at all."""

    entry: str
    read: Ask
    write: Ask | None
    numbers: count[int] = field(default_factory=lambda: count(1))

    @classmethod
    def of(
        cls, target: Target, latency: Latency, identity: Identity | None, rollout: Rollout | None
    ) -> Clients:
        """Choose from what the contract promises, and the target allows."""
        return cls(target.entry, _reading(target, latency, identity), _writing(target, latency, rollout))

    def reading(self, base: str) -> bytes:
        """Return the next request that reads, for a base URL."""
        return self.read.at(base, next(self.numbers))

    def writing(self) -> bytes:
        """Return the next one that writes, at the entry; one that reads where nothing is written."""
        return (self.write or self.read).at(self.entry, next(self.numbers))


def _reading(target: Target, latency: Latency, identity: Identity | None) -> Ask:
    """Return what takes least: the identity, which each process answers itself, else a journey that reads."""
    if identity and identity.stated and identity.path.startswith("/"):
        return Ask("GET", identity.path, {}, None, None)
    journey = next((one for one in latency.journeys if one.method == "GET"), latency.journeys[0])
    return Ask(journey.method, journey.path, target.headers(journey.credential), journey.body, journey.status)


def _writing(target: Target, latency: Latency, rollout: Rollout | None) -> Ask | None:
    """Return a request that nobody may send twice, where the target takes any."""
    if Can.TAKE_WRITES not in target.can():
        return None
    if (one := next((one for one in latency.journeys if one.method == "POST"), None)) is not None:
        return Ask("POST", one.path, target.headers(one.credential), one.body, one.status)
    write = rollout.write if rollout else None
    if write is None or write.method != "POST":
        return None
    return Ask("POST", write.path, target.headers(write.credential), write.body, write.status)
