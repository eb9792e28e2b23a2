"""Something that lives and that nobody here started: a URL."""

from __future__ import annotations

import ipaddress
import socket
from typing import ClassVar
from urllib.parse import urlsplit

from gonogo.core.observation import Can
from gonogo.instruments.probe.logins import know
from gonogo.targets.base import Replica, Running, Target
from gonogo.targets.context import Context


class Live(Target):
    """A URL, and replica by replica where their URLs were given."""

    kind: ClassVar[str] = "URL"
    started_here: ClassVar[bool] = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        for url in context.options.logins:
            know(url)

    def can(self) -> frozenset[Can]:
        """Return reads; writes where the user allows them; load only to this machine."""
        options, found = self.context.options, {Can.ANSWER, Can.ENTER_THE_FRONT}
        metrics = self.context.contract.metrics
        if options.replicas:
            found |= {Can.REACH_REPLICAS, Can.READ_EXPOSITION}
        if metrics and metrics.exposure == "public":
            found.add(Can.READ_EXPOSITION)
        if options.allow_writes:
            found.add(Can.TAKE_WRITES)
            if _on_this_machine(options.target):
                found.add(Can.TAKE_LOAD)
        return frozenset(found)

    def start(self) -> Running:
        """Take the URL as it is; whether it answers is for the experiments to see."""
        options = self.context.options
        replicas = [Replica(f"replica {n}", url.rstrip("/")) for n, url in enumerate(options.replicas, 1)]
        return Running(options.target.rstrip("/"), tuple(replicas))

    def stop(self) -> None:
        """Leave it as it was."""


def _on_this_machine(url: str) -> bool:
    """Whether every address of the URL's host is a loopback address."""
    try:
        found = socket.getaddrinfo(urlsplit(url).hostname, None)
    except OSError:
        return False
    return bool(found) and all(ipaddress.ip_address(item[4][0]).is_loopback for item in found)
