"""Write what was found as a contract, with a word on everything that was guessed."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from gonogo.init.durations import durations_lines
from gonogo.init.exposition import Counted, FoundMetrics, others_than
from gonogo.init.load import latency_lines
from gonogo.init.look import Found
from gonogo.init.posture import headers_of, partly
from gonogo.init.probes import PATHS, FoundProbe
from gonogo.init.repository import Repository
from gonogo.init.responses import answers_to, named_answers, responses_of
from gonogo.init.stack import stack_lines
from gonogo.init.words import flow
from gonogo.instruments.probe.ask import Answer

_QUESTION = {
    "liveness": "which path says: restart me when this fails?",
    "readiness": "which path says: send me traffic while this passes?",
    "startup": "is there one that says: leave me alone until this passes?",
    "overall": "is there a page that says how all of it is?",
}


def draft(found: Found | None, repository: Repository | None = None) -> str:
    """Return the text of a contract; it is legal as it stands."""
    parts = [_head(found, repository)]
    if found:
        parts += [_identity(found), _health(found), _metrics(found), _security(found)]
        parts.append(latency_lines(found, starts_anew=repository is not None))
    elif repository:
        parts.append(_unseen(repository))
    if repository:
        parts.append(stack_lines(repository))
    return "\n".join(part for part in [*parts, _next(found)] if part)


def _head(found: Found | None, repository: Repository | None) -> str:
    host = (urlsplit(found.url).hostname or "").split(".")[0] if found else ""
    name = repository.name if repository else re.sub(r"[^a-z0-9-]+", "-", host.lower()).strip("-")
    name = name if re.search("[a-z]", name) else "service"  # an address names nothing
    what = f"the service at {found.url}" if found else "this repository's service"
    guessed = "the repository" if repository else "the URL"
    return (
        f"# What {what} promises, as far as a first look can tell.\n"
        "# docs/contract.md explains every key. What says GUESSED is to be read by somebody who knows.\n"
        f"service: {name}  # GUESSED from {guessed}\n"
    )


def _identity(found: Found) -> str:
    if found.identity is None:
        return (
            "# No version was found (/version, /info, a header, a …_build_info series): without one, any\n"
            "# page could pass for a release. Where is it stated? Or why can nobody prove it?\n"
            "# identity: {path: /version, version: version}\n"
            "# identity: {unproven: …}\n"
        )
    lines = [
        f"identity:  # it states {json.dumps(found.identity.states)}"
        if found.identity.states
        else "identity:"
    ]
    lines += [f"  {key}: {flow(value)}" for key, value in found.identity.section.items()]
    if found.identity.is_borrowed:
        lines.append(
            "  # GUESSED: that is the version of what it runs on, or of a build that was given none: two"
        )
        lines.append("  # releases may state the same. Where does it state its own?")
    if found.identity.is_of_document:
        lines.append(
            "  # GUESSED: an OpenAPI document may keep the default of a framework. Is it the release's?"
        )
    if found.identity.doubt:
        lines.append(
            "  # Nothing moves there as time and requests make it, so that a file or a cache could answer:"
        )
        lines.append(
            "  # which page has an uptime or a counter, which header is echoed, which answer repeats what was"
        )
        lines.append("  # asked for (`nonce_path`)? Or why can nobody prove it?")
        lines.append("  # unproven: …")
    if found.identity.cache:
        lines.append(f"  # A cache answers there ({found.identity.cache}): whatever is echoed, it repeats.")
    return "\n".join(lines) + "\n"


def _health(found: Found) -> str:
    if not found.probes:
        return "# No health endpoint was found: which path says that it lives, and which that it is ready?\n"
    lines = ["health:"]
    for name, probe in found.probes.items():
        lines += [f"  {name}: {_probe(probe)}  {_seen(probe.answer)}", *_doubts(probe)]
    lines += [f"  # {name}: {_QUESTION[name]}" for name in PATHS if name not in found.probes]
    return "\n".join(lines) + "\n"


def _doubts(probe: FoundProbe) -> list[str]:
    """Return what the gate will say of a probe, or cannot see: what answers is not the probe alone."""
    lines = []
    if probe.beside:
        lines += [
            f"  # {probe.beside}, where 4xx is due: health/unknown-sibling-is-not-found says no to that.",
            "  # Limit what answers every path, or write down under `demotions` why it may.",
        ]
    if probe.cache:
        lines += [
            f"  # A cache answers there ({probe.cache}): it is green while what is behind it is gone.",
            "  # Answer with Cache-Control: no-store, or let the cache pass it on.",
        ]
    return lines


def _probe(probe: FoundProbe) -> str:
    parts = {"path": probe.path, "within_seconds": probe.within_seconds}
    shown: dict[str, Any] = parts | ({"body": probe.body} if probe.body != "json" else {})
    shown |= {"key": probe.key} if probe.key else {}
    return flow(shown | ({"words": list(probe.words)} if probe.words else {}))


def _metrics(found: Found) -> str:
    metrics = found.metrics
    if metrics is None:
        return "# No exposition was found: on which path or port (`:9102/metrics`) is it, if there is one?\n"
    lines = [
        "metrics:",
        f"  path: {metrics.path}  {_seen(metrics.answer)}",
        "  exposure: public  # it answered here; `replica` where each process alone should",
        *_others(metrics),
        f"  formats: [{', '.join(metrics.formats)}]",
        "  # which other series do your alerts rest on?",
        f"  series: [{', '.join(metrics.series)}]",
    ]
    if (requests := metrics.requests) is None:
        lines.append("  # requests: which counter counts requests? None moved by just what was sent")
        return "\n".join([*lines, *durations_lines(found)]) + "\n"
    labels = {"method": requests.method, "route": requests.route, "status": requests.status}
    inside = ", ".join(f"{name}: {value or 'null'}" for name, value in labels.items())
    lines.append(f"  requests: {{series: {requests.series}, {inside}}}  # it rose by what was sent")
    return "\n".join([*lines, *durations_lines(found), "", *_traffic(requests)]) + "\n"


def _others(metrics: FoundMetrics) -> list[str]:
    others = others_than([metrics.answer], metrics.others)
    return [f"  # others: [{', '.join(others)}]  # an exposition too; of each process?"] if others else []


def _traffic(counted: Counted) -> list[str]:
    request: dict[str, Any] = {"name": "page", "path": counted.page, "status": counted.answered}
    request |= {"route": counted.labelled} if counted.labelled != counted.page else {}
    return [
        "traffic:  # what is sent must be counted; add a request for each route and status that matters",
        f"  requests: [{flow(request)}]",
    ]


def _security(found: Found) -> str:
    lines, requests = ["security:"], responses_of(found)
    if headers := headers_of(*answers_to(found, requests)):
        lines.append("  headers:  # on all answers below; null is any value")
        lines += [f"    {name}: {json.dumps(value)}" for name, value in headers.items()]
    else:
        lines.append("  # headers: no security header was on every answer; which should be?")
    lines += [f"  # {line}" for line in partly(named_answers(found, requests))]
    lines.append(
        "  responses:  # one request for each class of response; add a redirect, an error, a refusal"
    )
    lines += [f"    - {flow(request)}" for request in requests]
    if (found.missing.status or 0) < 400:
        lines.append("    # no error was seen: nothing is promised about errors. What answers with one?")
    if found.open:
        lines.append("  # OPEN now, to everybody who reaches this URL: each is refused until it is closed.")
        lines.append(f"  private_paths: {flow(list(found.open))}")
    if found.documentation:
        lines.append(f"  # public, on purpose? private_paths: [{', '.join(found.documentation)}]")
    if found.metrics and found.metrics.path.startswith("/"):
        lines.append(
            f"  # public, on purpose? private_paths: [{found.metrics.path}], with metrics.exposure: replica"
        )
    if found.openapi:
        lines.append(
            f"  # routes: {{openapi: {found.openapi}}}  # then list under anonymous: what needs no credential"
        )
    return "\n".join(lines) + "\n"


def _unseen(repository: Repository) -> str:
    """Return what the health checks of the compose file say of probes, where nothing live was asked."""
    lines = [
        "# Nothing was asked: `gonogo init URL` beside a running stack finds probes, metrics and identity."
    ]
    if repository.check_path:
        lines += [
            "health:",
            f"  readiness: {{path: {repository.check_path}, body: any}}  # GUESSED from its health check",
        ]
    return "\n".join(lines) + "\n"


def _next(found: Found | None) -> str:
    target = f"gonogo smoke {found.url}" if found else "gonogo verify --target=compose"
    return (
        f"# Try it:  {target} --contract=THIS-FILE\n"
        "# Then say more (credentials, traffic, latency, dependencies, deployment): docs/contract.md.\n"
    )


def _seen(answer: Answer) -> str:
    return f"# {answer.status} in {answer.seconds * 1000:.0f} ms"
