"""The release that runs today: what a candidate is compared with, named by `--baseline`.

Load goes to loopback alone, as it does to a target. A baseline proves who it is, as a target does: a page
that answers at once would make every release slow.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

from gonogo.instruments.urls import bare, origin
from gonogo.targets.base import Target, TargetError
from gonogo.targets.baseline_asked import asked_of
from gonogo.targets.baseline_named import Kind, Named
from gonogo.targets.baseline_start import started_beside
from gonogo.targets.context import Context
from gonogo.targets.identity.prove import identify
from gonogo.targets.identity.reading import fact_at
from gonogo.targets.live import Live
from gonogo.targets.revisions import Revision, why_none

_STARTED_ON = {Kind.REVISION: ("local", "compose"), Kind.IMAGE: ("compose",)}
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
    if (asked := asked_of(context, options.baseline)).kind is not Kind.URL:
        _check_started(context, asked)
        return
    if not options.allow_load:
        raise ValueError("--baseline: it gets the same load as the target: allow it by --allow-load")
    if not (latency.only_reads or options.allow_writes):
        writing = ", ".join(journey.name for journey in latency.journeys if journey.method != "GET")
        raise ValueError(f"--baseline: {writing} would write to it as well: allow it by --allow-writes")


def _check_started(context: Context, asked: Named) -> None:
    given, folder = context.options.baseline, context.options.contract.parent.resolve()
    expected = "expected the URL of the release that runs today on this machine, as http://127.0.0.1:8001"
    if context.options.target not in _STARTED_ON[asked.kind]:
        raise ValueError(
            f"--baseline={given}: {expected}; it is read as {_READ_AS[asked.kind]}: "
            "a git revision is started with --target=local or --target=compose alone, and an image "
            "(NAME:TAG, NAME@sha256:…, sha256:…, image:NAME) with --target=compose alone"
        )
    if asked.kind is Kind.REVISION and not asked.commit:
        image = ", an image (NAME:TAG, image:NAME)" if context.options.target == "compose" else ""
        why = why_none(folder, asked.what)
        raise ValueError(f"--baseline={given}: {expected}{image} or a git revision, and {why}")


@contextmanager
def beside_baseline(target: Target) -> Iterator[Pair]:
    """Give the candidate and a baseline that runs and is proven to be another one; TargetError."""
    asked = asked_of(target.context, str(target.context.options.baseline))
    if asked.kind is Kind.URL:
        yield _live(target, asked.what)
    elif target.context.options.target == "compose":
        yield from _stacks(target, asked)
    else:
        revision = Revision(asked.what, asked.commit)
        with started_beside(target, revision) as (candidate, baseline):
            yield Pair(candidate, baseline, str(revision))


def _stacks(target: Target, asked: Named) -> Iterator[Pair]:
    """Give two stacks, of an image that is there or of one that is built for the time."""
    from gonogo.targets.baseline_build import built  # noqa: PLC0415 - it needs an engine's client
    from gonogo.targets.baseline_stack import stacks_beside  # noqa: PLC0415 - it needs an engine's client

    with ExitStack() as ends:
        image, called = asked.what, asked.what
        if asked.kind is Kind.REVISION:
            image, called = ends.enter_context(built(target.context, Revision(asked.what, asked.commit)))
        candidate, baseline, digest = ends.enter_context(stacks_beside(target, image, called))
        yield Pair(candidate, baseline, f"{called} ({digest})", _revisions(candidate, baseline))


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
