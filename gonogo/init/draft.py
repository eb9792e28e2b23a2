"""Write what was found as a contract, with a word on everything that was guessed."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

from gonogo.core.version import as_version
from gonogo.init.look import Found
from gonogo.instruments.probe.ask import Answer

_LABELS = {
    "method": ("method", "verb"),
    "route": ("route", "handler", "path", "uri"),
    "status": ("status", "code"),
}


def draft(found: Found) -> str:
    """Return the text of a contract; it is legal as it stands."""
    parts = [_head(found), _identity(found), _health(found), _metrics(found), _security(found), _next(found)]
    return "\n".join(part for part in parts if part)


def _head(found: Found) -> str:
    host = (urlsplit(found.url).hostname or "").split(".")[0]
    name = re.sub(r"[^a-z0-9-]+", "-", host.lower()).strip("-")
    name = name if re.search("[a-z]", name) else "service"  # an address names nothing
    return (
        f"# What the service at {found.url} promises, as far as a first look can tell.\n"
        "# docs/contract.md explains every key. What says GUESSED is to be read by somebody who knows.\n"
        f"service: {name}  # GUESSED from the URL\n"
    )


def _identity(found: Found) -> str:
    if found.identity is None or "version" not in found.keys:
        return _by_series(found) or (
            "# No identity was found (/version, /info …): without one, any page could pass for a release.\n"
            "# Name a header, a series or a line (docs/contract.md), or say why nobody can prove it:\n"
            "# identity: {unproven: …}\n"
        )
    lines = ["identity:", f"  path: {_path(found, found.identity)}  {_seen(found.identity)}"]
    lines += [f"  {what}: {key}" for what, key in found.keys.items()]
    if found.nonce_header:
        lines.append(f"  nonce_header: {found.nonce_header}  # it was echoed")
    return "\n".join(lines) + "\n"


def _by_series(found: Found) -> str:
    """Return an identity that stands in the labels of a `…_build_info` series, empty where there is none."""
    text = found.metrics.text if found.metrics else ""
    info = re.search(r"^(\w+_build_info)\{([^}]*)\}", text, re.MULTILINE)
    labels = dict(re.findall(r'(\w+)="([^"]*)"', info[2])) if info else {}
    if info is None or not as_version(labels.get("version", "")):
        return ""
    facts = [fact for fact in ("version", "revision") if as_version(labels.get(fact, ""))]
    return "\n".join(["identity:", *(f"  {fact}: {{series: {info[1]}}}" for fact in facts)]) + "\n"


def _health(found: Found) -> str:
    probes = {name: getattr(found, name) for name in ("liveness", "readiness", "startup", "overall")}
    there = {name: answer for name, answer in probes.items() if answer}
    if not there:
        return (
            "# No health endpoint was found: name yours under health:, or this service cannot be watched.\n"
        )
    lines = ["health:"]
    for name, answer in there.items():
        body = ", body: text" if not _states(answer) else ""
        lines.append(f"  {name}: {{path: {_path(found, answer)}, within_seconds: 1{body}}}  {_seen(answer)}")
    lines += [f"  # {name}: none was found" for name in probes if name not in there]
    return "\n".join(lines) + "\n"


def _metrics(found: Found) -> str:
    if found.metrics is None:
        return "# No exposition was found: name its path under metrics:, or leave the section out.\n"
    lines = [
        "metrics:",
        f"  path: {_path(found, found.metrics)}  {_seen(found.metrics)}",
        "  exposure: public  # it answered here; `replica` where only each process should",
        f"  formats: [{', '.join(found.formats)}]",
        f"  series: [{', '.join(_always(found.metrics.text))}]  # GUESSED: add what your alerts rest on",
    ]
    if found.requests:
        labels = {name: _label(found, names) for name, names in _LABELS.items()}
        inside = ", ".join(f"{name}: {value or 'null'}" for name, value in labels.items())
        lines.append(f"  requests: {{series: {found.requests}, {inside}}}  # GUESSED")
    return "\n".join(lines) + "\n"


def _security(found: Found) -> str:
    lines = ["security:"]
    if found.headers:
        lines.append("  headers:  # on both answers below; null is any value")
        lines += [f"    {name}: {json.dumps(value)}" for name, value in found.headers.items()]
    else:
        lines.append("  # headers: no security header was on every answer")
    lines += [
        "  responses:  # one request for each class of response; add a redirect, an error, a refusal",
        f"    - {{name: root, path: /, status: {found.root.status}}}",
        f"    - {{name: not found, path: /no-such-page, status: {found.missing.status}}}",
    ]
    if found.documentation:
        lines.append(f"  # public, on purpose? private_paths: [{', '.join(found.documentation)}]")
    if found.openapi is not None:
        path = _path(found, found.openapi)
        lines.append(
            f"  # routes: {{openapi: {path}}}  # then list under anonymous: what needs no credential"
        )
    return "\n".join(lines) + "\n"


def _next(found: Found) -> str:
    return (
        "# Try it:  pytest -m smoke --target=" + found.url + " --contract=THIS-FILE\n"
        "# Then say more: credentials, traffic, latency, dependencies, deployment (docs/contract.md).\n"
    )


def _path(found: Found, answer: Answer) -> str:
    return answer.url.removeprefix(found.url) or "/"


def _seen(answer: Answer) -> str:
    return f"# {answer.status} in {answer.seconds * 1000:.0f} ms"


def _states(answer: Answer) -> bool:
    try:
        document = answer.json()
    except ValueError:
        return False
    return isinstance(document, dict) and document.get("status") in ("pass", "warn", "fail")


def _always(text: str) -> list[str]:
    known = ("process_start_time_seconds", "process_cpu_seconds_total", "up")
    return [name for name in known if re.search(rf"^{name}[ {{]", text, re.MULTILINE)]


def _label(found: Found, names: tuple[str, ...]) -> str | None:
    assert found.metrics is not None
    line = re.search(rf"^{found.requests}\{{([^}}]*)\}}", found.metrics.text, re.MULTILINE)
    present = re.findall(r"(\w+)=", line[1]) if line else []
    return next((name for name in names if name in present), None)
