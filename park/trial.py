"""One server tried: its own contract, its altered twin, and a drafted contract; beside what is committed."""

from __future__ import annotations

import time
from dataclasses import dataclass

from park import gate, place
from park.gate import Said
from park.proxy import altered
from park.running import started
from park.server import Server

NOT_TRIED = Said("HOLD")


@dataclass(frozen=True)
class Trial:
    """What became of one server; ``held`` says why it could not be tried, empty where it was."""

    server: Server
    own: Said = NOT_TRIED
    twin: Said = NOT_TRIED
    draft: Said = NOT_TRIED
    seconds: float = 0.0
    held: str = ""

    @property
    def differs(self) -> tuple[str, ...]:
        """What is not as committed, in words; the draft is told, and commits nobody."""
        return () if self.held else tuple(filter(None, (self._own_differs(), self._twin_differs())))

    def _own_differs(self) -> str:
        wanted = (self.server.verdict, self.server.refused_by)
        if (self.own.verdict, self.own.refused_by) == wanted:
            return ""
        return f"{_shown(*wanted)} is committed, it is {_shown(self.own.verdict, self.own.refused_by)}"

    def _twin_differs(self) -> str:
        twin, refusing = self.server.twin, set(self.twin.refused_by)
        known = {twin.rule, *twin.also, *self.server.refused_by}
        if self.twin.verdict == "NO-GO" and twin.rule in refusing and refusing <= known:
            return ""
        wanted = _shown("NO-GO", (twin.rule, *twin.also))
        got = _shown(self.twin.verdict, self.twin.refused_by)
        return f"its twin ({twin.fact}): {wanted} is committed, it is {got}"


def try_out(server: Server) -> Trial:
    """Start a server, judge it three times, stop it. A server that does not come up is held, by name."""
    began = time.monotonic()
    out, contract = place.OUT / "runs" / server.name, place.CONTRACTS / f"{server.name}.yaml"
    try:
        with started(server) as running:
            url = running.url
            own = gate.verify(url, contract, out / "own", server.options)
            with altered(url, server.twin.alter()) as other:
                twin = gate.verify(other, contract, out / "twin", server.options)
            draft = gate.draft(running, out / "draft")
    except (OSError, RuntimeError) as cause:
        return Trial(server, held=f"it did not come up: {cause}", seconds=_since(began))
    return Trial(server, own, twin, draft, _since(began))


def _since(began: float) -> float:
    return round(time.monotonic() - began, 1)


def _shown(verdict: str, rules: tuple[str, ...]) -> str:
    return f"{verdict} ({', '.join(rules)})" if rules else verdict
