"""Compare a contract with the service of today: what is new, how much is promised, what to promise next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gonogo.contract.model import Contract
from gonogo.contract.promises import words_of
from gonogo.core.rule import Rule
from gonogo.init.look import Found
from gonogo.init.repository import Repository
from gonogo.targets.identity.series import samples_of

_NEXT = 3
_SHOWN = 8
_PARTS = ("_bucket", "_sum", "_count", "_created")
_NOT_OURS = ("go_", "process_", "promhttp_", "python_", "jvm_", "nodejs_", "scrape_")


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
    yield from _new_series(contract, found)
    for path, status in found.routes:
        if path not in _paths(contract):
            yield f"route {path} answers {status}: no request of traffic or security.responses asks for it"
    for path in found.open:
        if contract.security is None or not contract.security.is_private("GET", path):
            yield f"{path} is open: security.private_paths does not name it"


def _new_probes(contract: Contract, found: Found) -> Iterator[str]:
    for name, probe in found.probes.items():
        if contract.health is None or getattr(contract.health, name) is None:
            yield f"{probe.path} answers {probe.answer.status} as {name}: there is no health.{name}"


def _new_series(contract: Contract, found: Found) -> Iterator[str]:
    if found.metrics is None:
        return
    if contract.metrics is None:
        yield f"{found.metrics.path} is an exposition: there is no metrics section"
        return
    promised = {_family(name) for name in (*contract.metrics.series, *contract.metrics.thresholds)}
    counters = (contract.metrics.requests, contract.metrics.durations)
    promised |= {_family(counter.series) for counter in counters if counter}
    names = dict.fromkeys(_family(name) for name, _, _ in samples_of(found.metrics.answer.text))
    new = [name for name in names if name not in promised and not name.startswith(_NOT_OURS)]
    if new:
        more = f" and {len(new) - _SHOWN} more" if len(new) > _SHOWN else ""
        yield f"series that metrics.series does not name: {', '.join(new[:_SHOWN])}{more}"


def _family(name: str) -> str:
    return next((name.removesuffix(part) for part in _PARTS if name.endswith(part)), name)


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
