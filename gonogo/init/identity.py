"""Where a service says which release it is, so that it can be proven."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from gonogo.contract.model import Contract
from gonogo.core.secrets import Secrets
from gonogo.core.version import as_stated
from gonogo.init.asking import Asked
from gonogo.init.exposition import FoundMetrics
from gonogo.init.fresh import find_fresh
from gonogo.init.kept import kept_by
from gonogo.init.moving import find_alive, is_lively
from gonogo.init.paths import SIGN_INS, VERSION_HEADERS
from gonogo.init.settings import of_settings
from gonogo.init.stated import NUMBER, OF_GO, RUNTIMES, by_runtime, by_series, keys_of, numbered, patterns_of
from gonogo.options import Options
from gonogo.targets.base import TargetError
from gonogo.targets.context import Context
from gonogo.targets.identity.prove import identify
from gonogo.targets.live import Live

_TRIES = 3
_WELL = 200
_FRAMEWORKS = re.compile(
    r"(?i)^(tornado|uvicorn|gunicorn|werkzeug|waitress|hypercorn|daphne|kestrel|jetty|apache-coyote|wsgiserver|python"
    r"|basehttp|cheroot|microsoft-|php|simplehttp|aiohttp|granian|puma|phusion|openresty|cloudflare|awselb|envoy"
    r"|cherrypy|medusa|twisted|webrick|thin|mongrel|unicorn|undertow|wildfly|servlet|jsp|jsf|mojolicious|starman|mochiweb"
    r"|cowboy|asp\.net|express|next\.js|nuxt|flask|django|ktor|netty|akka|http::server|plesk|libmicrohttpd)"
)
"""Servers inside which, or behind which, a release runs: their version is not its own."""
_PROXIES = re.compile(r"(?i)^(nginx|apache|lighttpd|tomcat|payara|unit|pekko-http|http4s)\b")
"""Servers that may be the release, and mostly stand before one: theirs is taken last, as a guess."""
_OF_SERVERS = ("X-Powered-By", "Server")
_VERSIONED = re.compile(
    r"(?i)^(?!.*(api|protocol|schema|aspnet|odata|http|tls|mvc|dav|client|min|sdk))([\w-]*-version(-id)?|x-jenkins)$"
)
"""Headers that state a version of the release: of its interface, or of what it is made with, is another."""


@dataclass(frozen=True)
class FoundIdentity:
    """An ``identity`` section as a contract holds it, and what it states; ``doubt`` says why not proven."""

    section: dict[str, Any]
    states: str
    doubt: str = ""
    cache: str = ""
    """The headers by which a cache says that it gave the page of the version."""
    is_of_server: bool = False
    """Whether the version is that of a server that mostly stands before a release."""

    @property
    def is_borrowed(self) -> bool:
        """Whether the version is that of what the service runs on, or of a build that has none."""
        if self.is_of_server:
            return True
        where = self.section.get("version")
        series = where.get("series", "") if isinstance(where, dict) else ""
        return bool(RUNTIMES.fullmatch(series)) and not (series == OF_GO and NUMBER.fullmatch(self.states))

    @property
    def is_of_document(self) -> bool:
        """Whether the version is that of an OpenAPI document, which frameworks fill in where nobody does."""
        return self.section.get("version") == "info.version"


def find_identity(asked: Asked, metrics: FoundMetrics | None) -> FoundIdentity | None:
    """Return the first place of a version that proves itself, else the likeliest with why it does not."""
    found = _proven(asked, metrics)
    if found is None:
        return None
    cache = kept_by(asked, found.section["path"]) if found.doubt and "path" in found.section else ""
    return replace(found, is_of_server=_is_of_server(asked, found.section), cache=cache)


def _is_of_server(asked: Asked, section: dict[str, Any]) -> bool:
    """Whether a section reads a header in which a web server or a proxy names itself."""
    where = section.get("version")
    name = where.get("header", "") if isinstance(where, dict) else ""
    said = asked.get(section["path"]).header(name) if name in _OF_SERVERS else None
    return bool(_PROXIES.match(said or ""))


def _proven(asked: Asked, metrics: FoundMetrics | None) -> FoundIdentity | None:
    doubted: FoundIdentity | None = None
    exposition = metrics.path if metrics else None
    lively = cache(lambda: exposition is not None and is_lively(asked, exposition))
    proofs = (cache(lambda: find_alive(asked, exposition)), cache(lambda: find_fresh(asked)))
    for section in islice(_unlike(_candidates(asked, metrics)), _TRIES):
        found = FoundIdentity(section, "", "nothing that was seen moves")
        if "nonce_header" in section or lively():
            found = _tried(asked.url, section, metrics)
        for proof in proofs:
            if found.doubt and (more := proof()):
                found = _tried(asked.url, section | _unless_read(section, more, exposition), metrics)
        if not found.doubt:
            return found
        doubted = doubted or found
    if doubted and metrics:  # what moves there at times is better than nothing
        return _tried(asked.url, doubted.section, metrics)
    return doubted


def _unless_read(section: dict[str, Any], more: dict[str, Any], exposition: str | None) -> dict[str, Any]:
    """Leave out a page that is read anyway: that of the version, or the exposition."""
    return {} if more in ({"alive": section.get("path")}, {"alive": exposition}) else more


def _tried(url: str, section: dict[str, Any], metrics: FoundMetrics | None) -> FoundIdentity:
    """Prove an identity as a run of the gate would."""
    document: dict[str, Any] = {"service": "x", "identity": section}
    if metrics:
        document["metrics"] = {"path": metrics.path, "exposure": "public"}
    options = Options(url, Path(), (), None, (), allow_writes=False, out=Path())
    target = Live(Context("init", Path(), options, Contract.model_validate(document), Secrets.generate(())))
    target.attach(target.start())
    try:
        return FoundIdentity(section, identify(target, None).get("version", ""))
    except TargetError as doubt:
        return FoundIdentity(section, "", str(doubt))


def _unlike(sections: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    seen: list[dict[str, Any]] = []
    for section in sections:
        if section not in seen:
            seen.append(section)
            yield section


def _candidates(asked: Asked, metrics: FoundMetrics | None) -> Iterator[dict[str, Any]]:
    """Yield sections: those that prove themselves by an echo first, what only looks like one last."""
    pages = [section for path in asked.places("identity") if (section := _by_key(asked, path))]
    yield from (section for section in pages if "nonce_header" in section)
    if metrics and (series := by_series(metrics.answer.text)):
        yield series
    yield from pages
    pages_of_state = [*asked.landings, *asked.places("overall")]
    yield from (section for path in pages_of_state if (section := _by_key(asked, path)))
    pages_of_text = [*asked.places("identity"), *asked.places("alive")]
    yield from (section for path in pages_of_text for section in _by_text(asked, path))
    yield from _by_header(asked)
    yield from (section for path in asked.places("openapi") if (section := _by_key(asked, path, "info.")))
    yield from (section for path in asked.landings for section in _by_text(asked, path))
    yield from (section for path in asked.linked.get("scripts", ()) for section in _by_settings(asked, path))
    yield from _by_server(asked)
    if metrics and (borrowed := by_runtime(metrics.answer.text)):
        yield borrowed


def _by_key(asked: Asked, path: str, inside: str = "") -> dict[str, Any] | None:
    """Return an identity by JSON keys of a page, None where it states no version."""
    answer = asked.get(path)
    try:
        document = answer.json() if answer.status == 200 else None
    except ValueError:
        return None
    if not isinstance(document, dict):
        return None
    keys = {what: key for what, key in keys_of(document).items() if key.startswith(inside)}
    if "version" not in keys and path in asked.places("identity") and (key := numbered(document)):
        keys["version"] = key
    if "version" not in keys:
        return None
    return {"path": path, **keys, **_echo(asked, path)}


def _echo(asked: Asked, path: str) -> dict[str, str]:
    header = asked.echoed(path)
    return {"nonce_header": header} if header else {}


def _by_header(asked: Asked) -> Iterator[dict[str, Any]]:
    """Yield identities by a header that states a version, each on the first page that has it."""
    if asked.get("/").status != _WELL:
        asked.all(SIGN_INS)  # what refuses its root answers there
    seen: set[str] = set()
    for path in _answered(asked):
        answer = asked.get(path)
        named = [name for name, said in answer.headers if _VERSIONED.match(name) and NUMBER.fullmatch(said)]
        for name in dict.fromkeys((*VERSION_HEADERS, *named)):
            said = answer.header(name) or ""
            legal = re.search(r"\d", said) and as_stated(said) and not _FRAMEWORKS.match(said)
            if legal and name.lower() not in seen:
                seen.add(name.lower())
                yield {"path": path, "version": {"header": name}, **_echo(asked, path)}


def _by_server(asked: Asked) -> Iterator[dict[str, Any]]:
    """Yield identities by a header in which the server of the first page that is answered names itself."""
    for path in _answered(asked)[:1]:
        for name in _OF_SERVERS:
            said = asked.get(path).header(name) or ""
            if re.search(r"\d+\.\d+", said) and as_stated(said) and not _FRAMEWORKS.match(said):
                yield {"path": path, "version": {"header": name}, **_echo(asked, path)}


def _answered(asked: Asked) -> list[str]:
    """Return the pages that are answered, in the order in which they were asked; a missing one is none."""
    well = (path for path, said in asked.answers.items() if said.status == _WELL and not said.error)
    return [path for path in well if asked.nonce not in path]


def _by_settings(asked: Asked, path: str) -> Iterator[dict[str, Any]]:
    """Yield identities by a script of the home page that is nothing but settings: others hold libraries."""
    answer = asked.get(path)
    if answer.status == _WELL and (pattern := of_settings(answer.text)):
        yield {"path": path, "version": {"pattern": pattern}, **_echo(asked, path)}


def _by_text(asked: Asked, path: str) -> Iterator[dict[str, Any]]:
    """Yield identities by a line of a page that is no JSON."""
    answer = asked.get(path)
    if answer.status != 200 or (answer.media_type == "application/json" and answer.text[:1] != '"'):
        return
    if path in asked.landings or not asked.is_catch_all(path):
        for pattern in patterns_of(answer.text):
            yield {"path": path, "version": {"pattern": pattern}, **_echo(asked, path)}
