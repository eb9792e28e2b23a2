"""Where a service says which release it is, so that it can be proven."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from gonogo.contract.model import Contract
from gonogo.core.secrets import Secrets
from gonogo.core.version import as_version
from gonogo.init.asking import Asked
from gonogo.init.exposition import FoundMetrics
from gonogo.init.fresh import find_fresh
from gonogo.init.moving import find_alive
from gonogo.init.paths import ALIVE, IDENTITY, OPENAPI, OVERALL, VERSION_HEADERS
from gonogo.options import Options
from gonogo.targets.base import TargetError
from gonogo.targets.context import Context
from gonogo.targets.identity.prove import identify
from gonogo.targets.identity.series import samples_of
from gonogo.targets.live import Live

_TRIES = 3
_NUMBER = re.compile(r"v?\d+\.\d+[\w.+-]*")
_NOT_OURS = re.compile(r"^(go|python|jvm|nodejs|process|promhttp|scrape|rust)_")
_INFOS = ("_build_info", "_app_version", "_version_info")
_OF_GO = "go_build_info"  # its version is that of the program's own module
_RUNTIMES = re.compile(r"(go|python|jvm|nodejs|ruby|dotnet)_(\w+_)?info")
_FRAMEWORKS = re.compile(
    r"(?i)^(tornado|uvicorn|gunicorn|werkzeug|waitress|hypercorn|daphne|kestrel|jetty|apache-coyote|wsgiserver|python"
    r"|basehttp|cheroot|microsoft-|php|simplehttp|aiohttp|granian|puma|phusion|openresty|cloudflare|awselb|envoy)"
)
"""Servers inside which, or behind which, a release runs: their version is not its own."""
_VERSIONED = re.compile(
    r"(?i)^(?!.*(api|protocol|schema|aspnet|odata|http|tls|mvc|dav|client|min|sdk))([\w-]*-version(-id)?|x-jenkins)$"
)
"""Headers that state a version of the release: of its interface, or of what it is made with, is another."""
_NAMED = re.compile(r"(?i)\b(?:\w*version[\s:=]+(?:[a-z]+/)?|v)(\d+\.\d+(?:\.\d+)*)")
_WORDS = {
    "version": (
        "version",
        "build_version",
        "buildversion",
        "server_version",
        "app_version",
        "appversion",
        "release",
    ),
    "revision": (
        "revision",
        "commit",
        "sha",
        "git_commit",
        "gitcommit",
        "git_sha",
        "commit_sha",
        "commitsha",
    ),
    "configuration": ("configuration", "config_hash", "confighash"),
    "instance": ("instance", "instance_id", "hostname", "pod", "server_id", "node_id"),
}
_OTHERS = frozenset(
    {
        "python",
        "sqlite",
        "go",
        "node",
        "nodejs",
        "java",
        "jvm",
        "runtime",
        "os",
        "ruby",
        "platform",
        "dependencies",
    }
)
"""What stands under these is the version of something else."""
_ITEMS = 5  # of a list: the first ones are the service's own


@dataclass(frozen=True)
class FoundIdentity:
    """An ``identity`` section as a contract holds it, and what it states; ``doubt`` says why not proven."""

    section: dict[str, Any]
    states: str
    doubt: str = ""

    @property
    def is_borrowed(self) -> bool:
        """Whether the version is that of what the service runs on, or of a build that has none."""
        where = self.section.get("version")
        series = where.get("series", "") if isinstance(where, dict) else ""
        return bool(_RUNTIMES.fullmatch(series)) and not (series == _OF_GO and _NUMBER.fullmatch(self.states))


def find_identity(asked: Asked, metrics: FoundMetrics | None) -> FoundIdentity | None:
    """Return the first place of a version that proves itself, else the likeliest with why it does not."""
    doubted: FoundIdentity | None = None
    alive = find_alive(asked) if metrics is None else None
    fresh = cache(lambda: find_fresh(asked))
    for section in islice(_unlike(_candidates(asked, metrics)), _TRIES):
        found = _proven(asked, section, metrics, alive)
        if found.doubt and (more := fresh()):
            found = _tried(asked.url, section | more, metrics)
        if not found.doubt:
            return found
        doubted = doubted or found
    return doubted


def _proven(
    asked: Asked, section: dict[str, Any], metrics: FoundMetrics | None, alive: str | None
) -> FoundIdentity:
    if metrics or "nonce_header" in section:
        return _tried(asked.url, section, metrics)
    if alive is None:
        return FoundIdentity(section, "", "nothing that was seen moves")
    return _tried(asked.url, section | ({} if section.get("path") == alive else {"alive": alive}), metrics)


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
    pages = [section for path in asked.everywhere(IDENTITY) if (section := _by_key(asked, path))]
    yield from (section for section in pages if "nonce_header" in section)
    if metrics and (series := _by_series(metrics.answer.text)):
        yield series
    yield from pages
    yield from (section for path in asked.everywhere(("/", *OVERALL)) if (section := _by_key(asked, path)))
    pages_of_text = asked.everywhere((*IDENTITY, *ALIVE))
    yield from (section for path in pages_of_text if (section := _by_text(asked, path)))
    yield from _by_header(asked)
    yield from (section for path in OPENAPI if (section := _by_key(asked, path, inside="info.")))
    if section := _by_text(asked, "/"):
        yield section
    if metrics and (borrowed := _by_runtime(metrics.answer.text)):
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
    if "version" not in keys and path in asked.everywhere(IDENTITY) and (key := _numbered(document)):
        keys["version"] = key
    if "version" not in keys:
        return None
    return {"path": path, **keys, **_echo(asked, path)}


def _echo(asked: Asked, path: str) -> dict[str, str]:
    header = asked.echoed(path)
    return {"nonce_header": header} if header else {}


def keys_of(document: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """Return dotted keys whose names say what they are: version, revision, configuration, instance."""
    found: dict[str, str] = {}
    for key, value in document.items():
        if isinstance(value, dict) and key.lower() not in _OTHERS:
            found = keys_of(value, f"{prefix}{key}.") | found
        elif isinstance(value, list):
            items = {str(n): item for n, item in enumerate(value[:_ITEMS]) if isinstance(item, dict)}
            found = keys_of(items, f"{prefix}{key}.") | found
        named = next((what for what, names in _WORDS.items() if key.lower() in names), None)
        named = "version" if prefix.lower().endswith("version.") and key.lower() == "number" else named
        if named and isinstance(value, str | int | float) and as_version(str(value)):
            found[named] = f"{prefix}{key}"
    return found


def _numbered(document: dict[str, Any]) -> str:
    """Return the key of the first value that looks like a version: `{"etcdserver": "3.5.1"}`."""
    for key, value in document.items():
        if isinstance(value, str) and _NUMBER.fullmatch(value) and "go" not in key.lower():
            return key
    inner = ((key, _numbered(value)) for key, value in document.items() if isinstance(value, dict))
    return next((f"{key}.{found}" for key, found in inner if found), "")


def _by_series(text: str) -> dict[str, Any] | None:
    """Return an identity that stands in the labels of a `…_build_info` series, its own before Go's."""
    infos = {name: labels for name, labels, _ in samples_of(text) if name.endswith(_INFOS)}
    for name, labels in sorted(infos.items(), key=lambda info: bool(_NOT_OURS.match(info[0]))):
        legal = _NUMBER.fullmatch if _NOT_OURS.match(name) else as_version
        label = next((each for each in ("version", "short_version") if legal(labels.get(each, ""))), None)
        if label and (name == _OF_GO or not _NOT_OURS.match(name)):
            revision = {"revision": {"series": name}} if as_version(labels.get("revision", "")) else {}
            where = {"series": name} if label == "version" else {"series": name, "label": label}
            return {"version": where, **revision}
    return None


def _by_runtime(text: str) -> dict[str, Any] | None:
    """Return the version of what the service runs on, for want of its own; a build's own, unnamed, first."""
    stated = [name for name, labels, _ in samples_of(text) if as_version(labels.get("version", ""))]
    found = sorted(filter(_RUNTIMES.fullmatch, stated), key=lambda name: name != _OF_GO)
    return {"version": {"series": found[0]}} if found else None


def _by_header(asked: Asked) -> Iterator[dict[str, Any]]:
    """Yield identities by a header of the root, or of the first page that is answered."""
    pages = [path for path, answer in asked.answers.items() if answer.status == 200 and not answer.error]
    for path in pages[:1]:
        answer = asked.get(path)
        named = [name for name, said in answer.headers if _VERSIONED.match(name) and _NUMBER.fullmatch(said)]
        for name in dict.fromkeys((*VERSION_HEADERS[:-1], *named, VERSION_HEADERS[-1])):
            said = answer.header(name) or ""
            if re.search(r"\d", said) and as_version(said) and not _FRAMEWORKS.match(said):
                yield {"path": path, "version": {"header": name}, **_echo(asked, path)}


def _by_text(asked: Asked, path: str) -> dict[str, Any] | None:
    """Return an identity by a line of a page that is no JSON."""
    answer = asked.get(path)
    if answer.status != 200 or answer.media_type == "application/json" or asked.is_catch_all(path):
        return None
    if _NUMBER.fullmatch(answer.text.strip()):
        return {"path": path, "version": {"pattern": r"\S+"}, **_echo(asked, path)}
    if _NAMED.search(answer.text[:200_000]):
        return {"path": path, "version": {"pattern": _NAMED.pattern}, **_echo(asked, path)}
    return None
