"""Every rule that can judge a URL, on what the real experiments see of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from gonogo.contract.load import load_contract
from gonogo.contract.model import Contract
from gonogo.contract.soak import Soak
from gonogo.core.discover import discover
from gonogo.core.finding import Finding
from gonogo.core.judge import could_not_look, judge
from gonogo.core.observation import Can, Experiment
from gonogo.core.rule import Rule
from gonogo.core.secrets import Secrets
from gonogo.options import Options
from gonogo.suites.health.promised import probes_of
from gonogo.targets.context import Context
from gonogo.targets.live import Live
from tests.hostile import recorder

ROOT = Path(__file__).parents[2]
_URL = frozenset(
    {
        Can.ANSWER,
        Can.ENTER_THE_FRONT,
        Can.REACH_REPLICAS,
        Can.READ_EXPOSITION,
        Can.READ_PROCESSES,
        Can.TAKE_WRITES,
        Can.TAKE_LOAD,
    }
)
_AT_ONCE = 16
_SOAK = Soak(requests=80, warm_up_requests=8)
# Servers that answer all alike need not be asked as often, nor for as long, as a service.
_SHORTER: Mapping[str, object] = {
    "gonogo.suites.latency.experiments.journeys.run_load": recorder.run_load,
    "gonogo.suites.latency.experiments.abandonment._LEAVING_SECONDS": 0.4,
    "gonogo.suites.latency.experiments.abandonment._JUDGED_SECONDS": 0.1,
    "gonogo.suites.latency.experiments.abandonment._ENDS_SECONDS": 0.1,
    "gonogo.suites.latency.experiments.abandonment._PATIENCES_SECONDS": (1e-6,),  # all of them leave
    "gonogo.suites.latency.experiments.idling._LOOK_SECONDS": 0.5,
    "gonogo.suites.latency.experiments.idling.PATIENCE_SECONDS": 1.0,
    "gonogo.suites.metrics.experiments.hostile._OF_EACH_KIND": 3,
    "gonogo.suites.metrics.experiments.escaping._HEADERS": ("User-Agent",),
    "gonogo.suites.security.experiments.hostile._MOST_SECONDS": 1.0,
    "gonogo.suites.security.experiments.watch.PATIENCE_SECONDS": 0.3,
    "gonogo.suites.security.experiments.hostile._MOST_RETURN_SECONDS": 0.1,
    "gonogo.suites.security.experiments.slow._LEAST_BEYOND_SECONDS": 0.3,
    "gonogo.suites.security.experiments.climbing._USUAL": (),
    "gonogo.suites.security.experiments.climbing._ALIKE": ("2",),
    "gonogo.suites.metrics.experiments.counting._READS_AT_REST": 3,
}
Found = dict[tuple[str, str], Finding]
"""What each rule found of each server."""


def rules() -> list[Rule]:
    """Return the rules whose experiments need nothing but a URL."""
    return [r for r in discover() if r.experiment.needs <= _URL and not r.experiment.concludes]


def promising() -> Contract:
    """Return the reference contract, which promises everything, with what takes long made short."""
    made = load_contract(ROOT / "release.yaml")
    assert made.latency is not None
    assert made.traffic is not None
    assert made.metrics is not None
    assert made.health is not None
    assert made.latency.crowd is not None
    assert made.security is not None
    assert made.security.body is not None
    few = made.latency.crowd.model_copy(update={"clients": 5, "within_seconds": 2.0})
    probes = probes_of(made.health).items()
    patient = {name: p.model_copy(update={"within_seconds": 4.0}) for name, p in probes}
    quick = made.security.body.model_copy(update={"within_seconds": 0.2})
    shorter = {
        "health": made.health.model_copy(update=patient),  # all of it is asked at once
        "latency": made.latency.model_copy(update={"warm_up_seconds": 0.1, "crowd": few, "soak": _SOAK}),
        "traffic": made.traffic.model_copy(update={"repeat": 1, "requests": made.traffic.requests[::3]}),
        "metrics": made.metrics.model_copy(update={"settles_within_seconds": 0.2}),
        "security": made.security.model_copy(update={"body": quick}),
    }
    return made.model_copy(update=shorter)


def findings(servers: Mapping[str, str], directory: Path, patch: pytest.MonkeyPatch) -> Found:
    """Run each experiment once on each server, and judge all rules."""
    for place, value in _SHORTER.items():
        patch.setattr(place, value)
    contract = promising()
    targets = {kind: _target(url, contract, directory) for kind, url in servers.items()}
    todo = list(product(targets, _longest_first({rule.experiment for rule in rules()})))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        seen = pool.map(lambda pair: _observe(pair[1], targets[pair[0]], contract), todo)
        observed = dict(zip(((kind, made.path) for kind, made in todo), seen, strict=True))
    return {
        (rule.id, kind): _judged(rule, observed[kind, rule.experiment.path], contract)
        for rule, kind in product(rules(), targets)
    }


def _longest_first(experiments: Iterable[Experiment]) -> list[Experiment]:
    return sorted(experiments, key=lambda made: (-made.deadline_seconds, made.path))


def _target(url: str, contract: Contract, directory: Path) -> Live:
    """Return the server as the entry and as a replica, allowed everything."""
    options = Options(
        url, ROOT / "release.yaml", (), None, (url,), allow_writes=True, allow_load=True, out=directory
    )
    generated = contract.deployment.generated if contract.deployment else ()
    made = Live(Context("hostile", directory, options, contract, Secrets.generate(generated)))
    made.attach(made.start())
    return made


def _observe(experiment: Experiment, there: Live, contract: Contract) -> Any:
    try:
        return experiment.run(there, contract)
    except Exception as broke:  # noqa: BLE001 - as in a run: what breaks is an error of each of its rules
        return broke


def _judged(rule: Rule, observed: Any, contract: Contract) -> Finding:
    if isinstance(observed, Exception):
        return could_not_look(rule, f"{type(observed).__name__}: {observed}")
    return judge(rule, observed, contract)
