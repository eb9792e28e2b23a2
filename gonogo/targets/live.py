"""Something that lives and that nobody here started: a URL."""

from __future__ import annotations

from typing import ClassVar

from gonogo.core.observation import Can
from gonogo.instruments.probe.logins import know
from gonogo.instruments.probe.scraping import scrape
from gonogo.instruments.urls import below, origin, stay_below
from gonogo.targets.base import ProcessState, Replica, Running, Target
from gonogo.targets.context import Context
from gonogo.targets.processes import exposed


class Live(Target):
    """A URL, and replica by replica where their URLs were given."""

    kind: ClassVar[str] = "URL"
    started_here: ClassVar[bool] = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        for url in context.options.logins:
            know(url)
        for url in (context.options.target, *context.options.replicas):
            stay_below(url)

    def can(self) -> frozenset[Can]:
        """Return reads, and what the user allows: a port of this machine may be somebody's production."""
        options, found = self.context.options, {Can.ANSWER, Can.ENTER_THE_FRONT}
        metrics = self.context.contract.metrics
        if options.replicas:
            found |= {Can.REACH_REPLICAS, Can.READ_EXPOSITION}
        if metrics and metrics.at_entry:
            found.add(Can.READ_EXPOSITION)
        found |= {Can.READ_PROCESSES} if Can.READ_EXPOSITION in found else set()
        found |= {Can.TAKE_WRITES} if options.allow_writes else set()
        found |= {Can.TAKE_LOAD} if options.allow_load else set()
        found |= self._compared()
        found |= {Can.SPEAK_TLS} if any(map(_has_tls_before, (options.target, *options.replicas))) else set()
        return frozenset(found)

    def start(self) -> Running:
        """Take the URL as it is; whether it answers is for the experiments to see."""
        options = self.context.options
        replicas = [Replica(f"replica {n}", url.rstrip("/")) for n, url in enumerate(options.replicas, 1)]
        return Running(options.target.rstrip("/"), tuple(replicas))

    def process_states(self) -> list[ProcessState]:
        """Read what each process exposes of itself."""
        metrics, names = self.context.contract.metrics, {made.url: made.name for made in self.replicas}
        path = metrics.path if metrics else "/metrics"
        pages = [(names.get(url, "entry"), scrape(below(url, path))) for url in self.expose]
        return [one for name, page in pages if page.status == 200 for one in exposed(name, page.text)]

    def stop(self) -> None:
        """Leave it as it was."""


def _has_tls_before(url: str) -> bool:
    """Whether clients come to a URL by TLS: in plain HTTP on loopback one stands behind what speaks it."""
    scheme, host, _ = origin(url)
    return scheme == "https" or not (host in ("localhost", "::1") or host.startswith("127."))
