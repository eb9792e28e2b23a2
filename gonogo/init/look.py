"""Look at a live service, with reads alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from gonogo.init.asking import Asked
from gonogo.init.exposition import FoundMetrics, find_metrics
from gonogo.init.identity import FoundIdentity, find_identity
from gonogo.init.journeys import FoundJourneys, find_journeys
from gonogo.init.linked import follow, note_links, note_routes, note_slashed
from gonogo.init.paths import EVERY, PRIVATE
from gonogo.init.posture import document_at, documentation_of, open_paths, openapi_of, routes_of
from gonogo.init.probes import FoundProbe, find_probes
from gonogo.instruments.probe.ask import Answer
from gonogo.instruments.probe.logins import know
from gonogo.instruments.urls import origin


@dataclass(frozen=True)
class Found:
    """What the service answered; None and empty where it answered nothing of the kind."""

    url: str
    root: Answer
    missing: Answer
    missing_below: str = ""
    """The folder in which the missing page was asked for, where the root sends to it."""
    page: str = "/"
    """A page of the service's own, that was answered well if any was."""
    probes: dict[str, FoundProbe] = field(default_factory=dict)
    metrics: FoundMetrics | None = None
    identity: FoundIdentity | None = None
    routes: tuple[tuple[str, int], ...] = ()
    """Path and status of routes that the OpenAPI document names."""
    open: tuple[str, ...] = ()
    """Paths that tell the inside and are answered."""
    documentation: tuple[str, ...] = ()
    openapi: str | None = None
    journeys: FoundJourneys = field(default_factory=FoundJourneys)
    answers: dict[str, Answer] = field(default_factory=dict)
    """All that was answered, by path."""


class NothingThereError(Exception):
    """Nobody answered at the URL; the text says what to do."""


def look(url: str, managed: Sequence[str] = (), *, measures: bool = True) -> Found:
    """Ask for what services usually have; ``managed`` are URLs at which it is managed: a port of its own.

    ``measures`` asks journeys of its OpenAPI document again and again. NothingThereError where not even the
    root is answered.
    """
    url = know(url).rstrip("/")
    asked = Asked(url, ("", *(base_of(url, each) for each in managed)))
    root = asked.get("/")
    if root.status is None:
        raise NothingThereError(
            f"{asked.url}: no answer ({root.error}: {root.detail}); is it the right URL, and running?"
        )
    follow(asked)
    asked.all([*asked.everywhere(EVERY), _missing(asked)])
    note_links(asked)
    note_routes(asked)
    note_slashed(asked)
    probes, openapi = find_probes(asked), openapi_of(asked)
    page = _page(asked, probes)
    metrics = find_metrics(asked, page)
    identity = find_identity(asked, metrics)
    read = {probe.path for probe in probes.values()} | ({metrics.path} if metrics else set())
    read |= {str(identity.section.get("path", "/"))} if identity else set()
    below, missing = _missing_page(asked)
    document = document_at(asked, openapi) if openapi and measures else {}
    return Found(
        url=asked.url,
        root=root,
        missing=missing,
        missing_below=below,
        page=page,
        probes=probes,
        metrics=metrics,
        identity=identity,
        routes=tuple(route for route in routes_of(asked, openapi) if route[0] not in read),
        open=open_paths(asked, read),
        documentation=documentation_of(asked),
        openapi=openapi,
        journeys=find_journeys(asked, document, read | set(EVERY)),
        answers=dict(asked.answers),
    )


def base_of(url: str, managed: str) -> str:
    """Return what stands before a path at another URL: `:8081` on the same host, else all of it."""
    here, there = origin(url), origin(managed.rstrip("/"))
    plain = urlsplit(managed).path.strip("/") == ""
    return f":{there.port}" if plain and here[:2] == there[:2] else managed.rstrip("/")


def _missing(asked: Asked) -> str:
    return f"/no-such-page-{asked.nonce}"


def _missing_page(asked: Asked) -> tuple[str, Answer]:
    """Return where a missing page is refused, and how: at the root, or where the root sends all to."""
    below = [base for base in asked.bases if not base or base.startswith("/")]
    answers = [(base, asked.get(f"{base}{_missing(asked)}")) for base in below]
    return next(((base, said) for base, said in answers if (said.status or 0) >= 400), answers[0])


def _page(asked: Asked, probes: dict[str, FoundProbe]) -> str:
    """Return a page of the service's own: its root, else a probe, else what answers 200 where it may be told.

    What is managed at another port may have no probe here, as where frameworks keep them for operators.
    """
    ready = [probe.path for probe in probes.values()]
    told = (path for path in asked.places("identity") if path not in PRIVATE and _is_well(asked, path))
    own = (path for path in (*ready, *told) if path.startswith("/"))
    return "/" if asked.get("/").status == 200 else next(own, "/")


def _is_well(asked: Asked, path: str) -> bool:
    return path.startswith("/") and asked.get(path).status == 200 and not asked.is_catch_all(path)
