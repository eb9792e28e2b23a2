"""Compare a contract with the service of today: what is new, how much is promised, what to promise next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gonogo.contract.metrics import Metrics
from gonogo.contract.model import Contract
from gonogo.contract.promises import words_of
from gonogo.core.rule import Rule
from gonogo.init.exposition import FoundMetrics, families_of, family, others_than
from gonogo.init.look import Found
from gonogo.init.repository import Repository
from gonogo.instruments.probe.ask import Answer
from gonogo.instruments.urls import below

_NEXT = 3
_SHOWN = 8


@dataclass(frozen=True)
class Comparison:
    """``new`` are lines of what nothing promises; ``shares`` promised and all rules by gate."""

    new: tuple[str, ...]
    shares: dict[str, tuple[int, int]]
    next_keys: tuple[tuple[str, int], ...]

    @property
    def text(self) -> str:
        """The comparison as people read it."""
        lines = [*(self.new or ("nothing is new: what was seen is promised",)), ""]
        lines += [
            f"{gate:<9} {own:>3} of {every:>3} rules promised, {100 * own // every} %"
            for gate, (own, every) in self.shares.items()
        ]
        if self.next_keys:
            lines += ["", "worth adding next:"]
            lines += [f"  {key}  ({count} more rule{'s' * (count > 1)})" for key, count in self.next_keys]
        return "\n".join(lines)


def compare(
    contract: Contract, found: Found | None, repository: Repository | None, rules: Iterable[Rule]
) -> Comparison:
    """Compare what a contract promises with what was seen."""
    every = list(rules)
    new = [*(_seen(contract, found) if found else ()), *(_stack(contract, repository) if repository else ())]
    shares: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    missing: Counter[str] = Counter()
    for rule in every:
        absent = [section for section in rule.promises if not contract.promises(section)]
        own, all_ = shares[rule.gate]
        shares[rule.gate] = (own + (not absent), all_ + 1)
        missing.update(absent[:1])
    keys = tuple((words_of(section), count) for section, count in missing.most_common(_NEXT))
    return Comparison(tuple(new), dict(shares), keys)


def _seen(contract: Contract, found: Found) -> Iterator[str]:
    """Yield what a live service has and nothing of the contract names."""
    yield from _new_probes(contract, found)
    if found.metrics:
        yield from _new_metrics(contract, found.url, found.metrics)
    for path, status in found.routes:
        if path not in _paths(contract):
            yield f"route {path} answers {status}: no request of traffic or security.responses asks for it"
    for path in found.open:
        if contract.security is None or not contract.security.is_private("GET", path):
            yield f"{path} is open: security.private_paths does not name it"


def _new_probes(contract: Contract, found: Found) -> Iterator[str]:
    health = contract.health
    promised = {name: getattr(health, name) for name in found.probes} if health else {}
    every = (health.liveness, health.readiness, health.startup, health.overall) if health else ()
    named = {_place(found.url, each.path) for each in every if each}
    for name, probe in found.probes.items():
        if promised.get(name) is None and _place(found.url, probe.path) not in named:
            yield f"{probe.path} answers {probe.answer.status} as {name}: there is no health.{name}"


def _new_metrics(contract: Contract, url: str, found: FoundMetrics) -> Iterator[str]:
    if contract.metrics is None:
        for path in others_than((), found.every) or [found.path]:
            yield f"{path} is an exposition: there is no metrics section"
        return
    named = {_place(url, path) for path in (contract.metrics.path, *contract.metrics.others)}
    read = {path: answer for path, answer in found.every.items() if _place(url, path) in named}
    for path in others_than(read.values(), {p: each for p, each in found.every.items() if p not in read}):
        yield f"{path} is an exposition: neither metrics.path nor metrics.others names it"
    first = _place(url, contract.metrics.path)
    answers = (answer for path, answer in found.every.items() if _place(url, path) == first)
    yield from _new_series(contract.metrics, next(answers, found.answer))


def _place(url: str, path: str) -> str:
    """Return where an exposition is, however it is named."""
    return below(url, path).rstrip("/")


def _new_series(metrics: Metrics, answer: Answer) -> Iterator[str]:
    counters = (metrics.requests, metrics.durations)
    named = [*metrics.series, *metrics.thresholds, *(counter.series for counter in counters if counter)]
    promised = {family(name) for name in named}
    new = [name for name in families_of(answer) if name not in promised]
    if new:
        more = f" and {len(new) - _SHOWN} more" if len(new) > _SHOWN else ""
        yield f"series that metrics.series does not name: {', '.join(new[:_SHOWN])}{more}"


def _paths(contract: Contract) -> set[str]:
    requests = [*(contract.traffic.requests if contract.traffic else ())]
    requests += contract.security.responses if contract.security else ()
    named = {request.path.partition("?")[0] for request in requests}
    anonymous = contract.security.anonymous if contract.security else ()
    return named | {route.partition(" ")[2] for route in anonymous}


def _stack(contract: Contract, repository: Repository) -> Iterator[str]:
    promised = {made.service for made in contract.dependencies.values()}
    for name in repository.dependencies:
        if name not in promised:
            yield f"service {name} of {repository.file} is a dependency: none of dependencies names it"
    if contract.deployment is None or contract.deployment.compose is None:
        yield f"{repository.file} is a stack: there is no deployment.compose"
