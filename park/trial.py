"""One of the park tried: its own contract, what is bad of it, a drafted contract; beside what is wanted."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from park import gate, place, processes, stacks
from park.application import Application, Variant
from park.gate import Drafted, Said
from park.proxy import altered
from park.running import started
from park.server import Running, Server, Twin

NOT_TRIED, NOT_DRAFTED = Said("HOLD"), Drafted("HOLD")


@dataclass(frozen=True)
class Trial:
    """What became of one of them; ``held`` says why it could not be tried, empty where it was."""

    server: Server | Application
    own: Said = NOT_TRIED
    twin: Said = NOT_TRIED
    draft: Drafted | None = NOT_DRAFTED
    """None where none is tried: of a stack."""
    seconds: float = 0.0
    held: str = ""
    further: tuple[Said, ...] = ()
    """Of an application's further variants."""

    @property
    def differs(self) -> tuple[str, ...]:
        """What is not as committed, in words."""
        if self.held:
            return ()
        refused = (self._differs(*each) for each in self.refusals)
        return tuple(filter(None, (self._own_differs(), *refused, self._draft_differs())))

    @property
    def refusals(self) -> list[tuple[Twin | Variant, Said]]:
        """What has to be refused, and what was said of it."""
        further = self.server.further if isinstance(self.server, Application) else ()
        said = (*self.further, *[NOT_TRIED] * (len(further) - len(self.further)))
        return [(self.server.twin, self.twin), *zip(further, said, strict=True)]

    def _own_differs(self) -> str:
        wanted = (self.server.verdict, self.server.refused_by)
        if (self.own.verdict, self.own.refused_by) == wanted:
            return ""
        return f"{_shown(*wanted)} is committed, it is {_shown(self.own.verdict, self.own.refused_by)}"

    def _draft_differs(self) -> str:
        if self.draft is None:
            return ""
        wanted = ("HOLD",) if self.server.draft_holds else ("GO", "NO-GO")
        if self.draft.verdict in wanted:
            return ""
        return f"its draft: {' or '.join(wanted)} is committed, it is {self.draft.verdict}"

    def _differs(self, twin: Twin | Variant, said: Said) -> str:
        refusing = set(said.refused_by)
        known = {twin.rule, *twin.also, *self.server.refused_by}
        if said.verdict == "NO-GO" and twin.rule in refusing and refusing <= known:
            return ""
        wanted, got = _shown("NO-GO", (twin.rule, *twin.also)), _shown(said.verdict, said.refused_by)
        return f"its twin ({twin.fact}): {wanted} is committed, it is {got}"


def try_out(server: Server | Application) -> Trial:
    """Try one of them in all its ways. What does not come up is held, by name."""
    began = time.monotonic()
    try:
        own, refused, draft = _way(server)(place.OUT / "runs" / server.name)
    except (OSError, RuntimeError) as cause:
        return Trial(server, held=f"it did not come up: {cause}", seconds=_since(began))
    return Trial(server, own, refused[0], draft, _since(began), further=tuple(refused[1:]))


Tried = tuple[Said, list[Said], Drafted | None]


def _way(server: Server | Application) -> Callable[[Path], Tried]:
    if isinstance(server, Server):
        return lambda out: _server(server, out)
    return (lambda out: _stack(server, out)) if server.is_stack else (lambda out: _process(server, out))


def _server(server: Server, out: Path) -> Tried:
    with started(server) as running:
        own, twin = _verified(server, running, out / "own"), _altered(server, server.twin, running, out)
        return own, [twin], gate.draft(running, out / "draft")


def _process(application: Application, out: Path) -> Tried:
    """Judge an application as it is, and each bad variant by a start of its own."""
    refused = []
    with processes.started(application, {}) as running:
        own, draft = _verified(application, running, out / "own"), gate.draft(running, out / "draft")
        if isinstance(application.twin, Twin):
            refused.append(_altered(application, application.twin, running, out))
    for number, variant in enumerate((application.twin, *application.further)):
        if isinstance(variant, Variant):
            with processes.started(application, variant.environment) as running:
                refused.append(_verified(application, running, out / f"variant-{number}"))
    return own, refused, draft


def _stack(application: Application, out: Path) -> Tried:
    own = stacks.verify(application, out / "own")
    variants = [each for each in (application.twin, *application.further) if isinstance(each, Variant)]
    refused = [
        stacks.verify_variant(application, variant, out / f"variant-{number}")
        for number, variant in enumerate(variants)
    ]
    return own, refused, None


def _verified(server: Server | Application, running: Running, out: Path) -> Said:
    contract = place.CONTRACTS / f"{server.name}.yaml"
    return gate.verify(running.url, contract, out, server.options, running.variables)


def _altered(server: Server | Application, twin: Twin, running: Running, out: Path) -> Said:
    with altered(running.url, twin.alter()) as url:
        return _verified(server, Running(url, variables=running.variables), out / "twin")


def _since(began: float) -> float:
    return round(time.monotonic() - began, 1)


def _shown(verdict: str, rules: tuple[str, ...]) -> str:
    return f"{verdict} ({', '.join(rules)})" if rules else verdict
