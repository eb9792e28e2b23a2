"""The release that runs today: what a candidate is compared with, named by `--baseline`.

Load goes to loopback alone, as it does to a target. A baseline proves who it is, as a target does: a page
that answers at once would make every release slow.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from gonogo.instruments.urls import bare, origin
from gonogo.targets.base import Target, TargetError
from gonogo.targets.baseline_named import Kind, Named, named
from gonogo.targets.baseline_start import commit_of, started_beside
from gonogo.targets.context import Context
from gonogo.targets.identity.prove import identify
from gonogo.targets.identity.reading import fact_at
from gonogo.targets.live import Live

_STARTED_ON = {Kind.REVISION: "local", Kind.IMAGE: "compose"}
_READ_AS = {Kind.REVISION: "a git revision", Kind.IMAGE: "an image"}
_LOOKS = 6
"""So often each is asked for its instance: replicas behind one entry take turns."""


@dataclass(frozen=True)
class Pair:
    """A candidate and a baseline that run, and how they are told apart; revisions where they state any."""

    candidate: Target
    baseline: Target
    name: str
    revisions: tuple[str, ...] = ()


def check_baseline(context: Context) -> None:
    """Say what is wrong with `--baseline` before anything starts; ValueError with one sentence."""
    options, latency = context.options, context.contract.latency
    if options.baseline is None:
        return
    if latency is None:
        raise ValueError("--baseline: the contract has no `latency`, and nothing would be compared")
    if (asked := _asked(context)).kind is not Kind.URL:
        _check_started(context, asked)
        return
    if not options.allow_load:
        raise ValueError("--baseline: it gets the same load as the target: allow it by --allow-load")
    if not (latency.only_reads or options.allow_writes):
        writing = ", ".join(journey.name for journey in latency.journeys if journey.method != "GET")
        raise ValueError(f"--baseline: {writing} would write to it as well: allow it by --allow-writes")


def image_of(context: Context) -> str:
    """Return the image that is the baseline, empty where something else is or none."""
    asked = _asked(context) if context.options.baseline else None
    return asked.what if asked and asked.kind is Kind.IMAGE else ""


def _asked(context: Context) -> Named:
    folder = context.options.contract.parent
    return named(str(context.options.baseline), lambda word: bool(commit_of(folder, word)))


def _check_started(context: Context, asked: Named) -> None:
    given, folder = context.options.baseline, context.options.contract.parent
    expected = "expected the URL of the release that runs today on this machine, as http://127.0.0.1:8001"
    if context.options.target != _STARTED_ON[asked.kind]:
        raise ValueError(
            f"--baseline={given}: {expected}; it is read as {_READ_AS[asked.kind]}: "
            "a git revision is started with --target=local alone, and an image "
            "(NAME:TAG, NAME@sha256:…, sha256:…, image:NAME) with --target=compose alone"
        )
    if asked.kind is Kind.REVISION and not commit_of(folder, asked.what):
        raise ValueError(f"--baseline={given}: {expected}, or a git revision that {folder} has")


@contextmanager
def beside_baseline(target: Target) -> Iterator[Pair]:
    """Give the candidate and a baseline that runs and is proven to be another one; TargetError."""
    asked = _asked(target.context)
    if asked.kind is Kind.URL:
        yield _live(target, asked.what)
    elif asked.kind is Kind.IMAGE:
        from gonogo.targets.baseline_stack import stacks_beside  # noqa: PLC0415 - it needs an engine's client

        with stacks_beside(target, asked.what) as (candidate, baseline, digest):
            yield Pair(candidate, baseline, f"{asked.what} ({digest})", _revisions(candidate, baseline))
    else:
        with started_beside(target, asked.what) as (candidate, baseline):
            commit = commit_of(target.context.options.contract.parent, asked.what)
            yield Pair(candidate, baseline, f"{asked.what} ({commit[:12]})")


def _live(target: Target, url: str) -> Pair:
    options = replace(target.context.options, target=url, replicas=())
    baseline = Live(replace(target.context, options=options))
    baseline.attach(baseline.start())
    _is_loopback(url)
    _is_another(target, url)
    try:
        stated = identify(baseline, None)
    except TargetError as unproven:
        raise TargetError(f"the baseline cannot be used: {unproven}") from None
    _is_another_instance(target, url)
    mine = fact_at(target.entry, target.context.contract, "revision")
    return Pair(target, baseline, baseline.entry, tuple(filter(None, (mine, stated.get("revision", "")))))


def _revisions(*both: Target) -> tuple[str, ...]:
    stated = (fact_at(one.entry, one.context.contract, "revision") for one in both)
    return tuple(filter(None, stated))


def _is_loopback(url: str) -> None:
    foreign = [str(ip) for ip, _ in _addresses(url) if not ip.is_loopback]
    if foreign:
        raise TargetError(
            f"the baseline {url} is at {', '.join(foreign)}, and load goes to loopback alone: run that "
            "release on this machine"
        )


def _is_another(target: Target, url: str) -> None:
    """Refuse a baseline at an address of the candidate's, by whatever name."""
    for own in (target.entry, *(replica.url for replica in target.replicas)):
        if _addresses(own) & _addresses(url):
            raise TargetError(f"the baseline {url} is the candidate itself, which answers at {bare(own)}")


def _is_another_instance(target: Target, url: str) -> None:
    contract = target.context.contract
    if contract.identity is None or contract.identity.instance is None:
        return
    theirs = {fact_at(url, contract, "instance") for _ in range(_LOOKS)} - {""}
    mine = {fact_at(target.entry, contract, "instance") for _ in range(_LOOKS)} - {""}
    if same := sorted(mine & theirs):
        raise TargetError(f"the baseline {url} is the candidate itself: both are instance {same[0]}")


def _addresses(url: str) -> set[tuple[ipaddress.IPv4Address | ipaddress.IPv6Address, int | None]]:
    _, host, port = origin(url)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as unknown:
        raise TargetError(f"the host of {url} does not resolve: {unknown}") from None
    return {(ipaddress.ip_address(str(one[4][0]).partition("%")[0]), port) for one in found}
