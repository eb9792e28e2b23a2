"""`gonogo lint-metrics FILE|URL|-`: what an exposition's format forbids, a line for each problem."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gonogo.cli.main import USAGE
from gonogo.cli.network import add_network, use_network
from gonogo.cli.said import say, tell
from gonogo.instruments.urls import bare
from gonogo.options import filled
from gonogo.reports.text import visible
from gonogo.suites.metrics.exposition.checks import (
    Exposition,
    Fault,
    advice,
    declared_format,
    histogram_faults,
    misread,
    openmetrics_faults,
    read,
    text_faults,
    unreadable,
    unversioned,
    utf8_names,
)
from gonogo.suites.metrics.exposition.metadata import Metadata
from gonogo.suites.metrics.observations.scrapes import Scrape, Scrapes
from gonogo.suites.metrics.rules import counters_end_in_total, units_are_base_units

_NAMING = (counters_end_in_total.judge, units_are_base_units.judge)
"""The rules that advise of names: what a run of the gate says of a body, this says, too."""

_BYTES = 64 * 1024 * 1024
_SECONDS = 30.0


class UnreadableError(Exception):
    """What was named cannot be read; one sentence."""


def main(parser: argparse.ArgumentParser, arguments: list[str]) -> int:
    """Print every problem as `NAME:LINE: expected …, observed …`; 0 good, 1 bad, 4 unreadable.

    What only some readers take otherwise is printed as advice, which no exit status tells.
    """
    parser.add_argument(
        "source", type=filled, metavar="FILE|URL|-", help="the exposition; - is standard input"
    )
    parser.add_argument("--openmetrics", action="store_true", help="it is OpenMetrics, whatever it ends with")
    add_network(parser)
    asked = parser.parse_args(arguments)
    try:
        body, content_type = _body(asked)
    except (UnreadableError, ValueError) as unreadable:
        say(visible(f"gonogo lint-metrics: {unreadable}"))
        return USAGE
    faults, advised = _faults(body, content_type, openmetrics=asked.openmetrics)
    name = "standard input" if asked.source == "-" else asked.source
    for word, found in (("", faults), ("advice: ", advised)):
        for one in found:
            tell(visible(f"{name}:{one.line}: {word}expected {one.expected}, observed {one.observed}"))
    return int(bool(faults))


def _body(asked: argparse.Namespace) -> tuple[bytes, str | None]:
    """Return the bytes, and the media type where a server stated one; ValueError for a network of no use."""
    source = str(asked.source)
    if source == "-":
        return sys.stdin.buffer.read(_BYTES), None
    if source.startswith(("http://", "https://")):
        use_network(asked, source)
        return _fetched(source)
    try:
        with Path(source).open("rb") as file:
            return file.read(_BYTES), None
    except OSError as cause:
        raise UnreadableError(f"{source}: {cause.strerror or cause}") from None


def _fetched(url: str) -> tuple[bytes, str]:
    from gonogo.instruments.probe.ask import probe  # noqa: PLC0415 - a file needs no HTTP client

    wanted = {"Accept": "text/plain;version=0.0.4"}
    answer = probe(url, headers=wanted, deadline_seconds=_SECONDS, max_bytes=_BYTES, follow=True)
    if answer.error:
        raise UnreadableError(f"{bare(url)}: {answer.error}: {answer.detail}")
    if answer.status != 200:
        raise UnreadableError(f"{bare(url)}: it answered {answer.status}")
    return answer.body, answer.header("content-type") or ""


def _faults(body: bytes, content_type: str | None, *, openmetrics: bool) -> tuple[list[Fault], list[Fault]]:
    """Return what is refused and what is advised, as the gate does without a contract."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as broken:
        line = body.count(b"\n", 0, broken.start) + 1
        return [Fault(line, "UTF-8", f"the byte {body[broken.start]:#04x}")], []
    faults, advised = _of_media(content_type)
    declared = declared_format(content_type or "")
    openmetrics = openmetrics or declared == "openmetrics" or (not declared and _ends_as_openmetrics(text))
    seen = read(text, openmetrics=openmetrics)
    faults += openmetrics_faults(text) if openmetrics else text_faults(text)
    faults += histogram_faults(seen)[1]
    advised += [fault for _, fault in misread(seen)]
    advised += advice(seen, utf8_names=content_type is None or utf8_names(content_type))
    advised += _of_names(text, seen)
    return sorted(set(faults)), sorted(set(advised))


def _of_names(text: str, seen: Exposition) -> list[Fault]:
    """Return what the gate's rules advise of names, each at the first line that has it."""
    wanted = "openmetrics" if seen.openmetrics else "text"
    scrape = Scrape("", wanted, 200, "", "", "", utf8=True, truncated=False, body=text, seconds=0.0)
    problems = [each for judge in _NAMING for each in judge(Scrapes((scrape,))).problems]
    first: dict[str, int] = {}
    for line in seen.lines if problems else ():
        first.setdefault(line.name if isinstance(line, Metadata) else seen.family(line.name), line.line)
    named = ((each.where.partition(" ")[0], each) for each in problems)
    return [Fault(first.get(name, 0), each.expected, _said(name, each.observed)) for name, each in named]


def _said(name: str, observed: str) -> str:
    return observed if observed.startswith(name) else f"{name}: {observed}"


def _ends_as_openmetrics(text: str) -> bool:
    """Whether the last line is the end marker; its line feed is optional (OpenMetrics 1.0, ABNF)."""
    return f"\n{text}".removesuffix("\n").endswith("\n# EOF")


def _of_media(content_type: str | None) -> tuple[list[Fault], list[Fault]]:
    """Return what is refused and advised of a stated media type; None is a file, which states none."""
    if content_type is None:
        return [], []
    if why := unreadable(content_type):
        return [Fault(0, "a media type that Prometheus reads", f"{content_type or 'none'}: {why}")], []
    missing = unversioned(content_type)
    return [], [Fault(0, "a version that exists", f"{content_type}: {missing}")] if missing else []
