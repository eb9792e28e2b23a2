"""What a rule may need of a contract that is no key of its own, and how its keys say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gonogo.contract.model import Contract


LEAST_WRITES = 5
"""So often known traffic has to make an object before a rule can tell objects from kinds."""


@dataclass(frozen=True)
class Promise:
    """``words`` complete *the contract has …* and name keys; ``made`` says whether it has, None for a key."""

    words: str
    made: Callable[[Contract], object] | None = None


def _probes(contract: Contract) -> bool:
    health = contract.health
    return bool(health and (health.liveness or health.readiness or health.startup or health.overall))


def _stated(contract: Contract) -> bool:
    return bool(contract.identity and contract.identity.stated)


def _wrong_values(contract: Contract) -> bool:
    return bool(contract.config and (contract.config.required or contract.config.bad_values))


def _prefixed(contract: Contract) -> bool:
    config = contract.config
    if config is None or config.prefix is None:
        return False
    return any(name.startswith(config.prefix) for name in (*config.required, *config.bad_values))


def _reads(contract: Contract) -> bool:
    requests = contract.traffic.requests if contract.traffic else ()
    return any(request.method == "GET" and request.status < 400 for request in requests)


def _writes(contract: Contract) -> bool:
    traffic = contract.traffic
    if traffic is None or traffic.repeat < LEAST_WRITES:
        return False
    return any(not request.is_safe and request.status < 300 for request in traffic.requests)


def _route_table(contract: Contract) -> bool:
    routes = contract.security.routes if contract.security else None
    return bool(routes and (routes.command or routes.openapi))


def _closed(contract: Contract) -> bool:
    security = contract.security
    if security is None:
        return False
    ends = security.cookies and security.cookies.sign_out
    guarded = contract.credentials and _route_table(contract)
    return bool(guarded or security.tokens or security.ownership or ends)


def _beside_a_crowd(contract: Contract) -> bool:
    return bool(contract.latency and len(contract.latency.journeys) > 1)


def _rendered(contract: Contract) -> bool:
    return _says(contract, "profiles")


def _checked(contract: Contract) -> bool:
    return _says(contract, "profiles", "one_shot")


def _says(contract: Contract, *keys: str) -> bool:
    """Whether the compose files' section has one of the keys, if an empty one, or says nothing at all."""
    said = None if contract.stack is None else contract.stack.model_fields_set
    return said is not None and (not said or bool(said & {*keys}))


PROMISES = {
    "hard_dependencies": Promise("one of `dependencies` with `hard: true`"),
    "optional_dependencies": Promise("one of `dependencies` with `hard: false`"),
    "paused_dependencies": Promise("one of `dependencies` with `pause: true`"),
    "hung_hard_dependencies": Promise("one of `dependencies` with `pause: true` and `hard: true`"),
    "hung_optional_dependencies": Promise("one of `dependencies` with `pause: true` and `hard: false`"),
    "guarded_dependencies": Promise("one of `dependencies` with `anonymous`"),
    "networked_dependencies": Promise("one of `dependencies` with `from_network` under `anonymous`"),
    "read_only_hard_dependencies": Promise("one of `dependencies` with `read_only` and `hard: true`"),
    "postgresql_dependencies": Promise("one of `dependencies` with `postgresql`"),
    "migrated_dependencies": Promise("one of `dependencies` with `migration` under `postgresql`"),
    "resumed_dependencies": Promise(
        "one of `dependencies` with `resumes: true` at the `migration` under `postgresql`"
    ),
    "reverted_dependencies": Promise(
        "one of `dependencies` with `back` at the `migration` under `postgresql`"
    ),
    "locked_dependencies": Promise(
        "one of `dependencies` with `back` and `locks` at the `migration` under `postgresql`"
    ),
    "latency.p50": Promise("one of `latency.journeys` with `p50` under `budgets`"),
    "latency.p95": Promise("one of `latency.journeys` with `p95` under `budgets`"),
    "latency.p99": Promise("one of `latency.journeys` with `p99` under `budgets`"),
    "latency.beside_a_crowd": Promise("a second journey under `latency.journeys`", _beside_a_crowd),
    "health.probes": Promise(
        "`health.liveness`, `health.readiness`, `health.startup` or `health.overall`", _probes
    ),
    "identity.stated": Promise("`identity.path` or `identity.version`", _stated),
    "config.wrong_values": Promise("`config.required` or `config.bad_values`", _wrong_values),
    "config.prefixed": Promise(
        "`config.prefix`, and a variable that begins so under `config.required` or `config.bad_values`",
        _prefixed,
    ),
    "stack.rendered": Promise("`stack.profiles`, be it `[]`, or an empty `stack`", _rendered),
    "stack.checked": Promise("`stack.profiles`, be it `[]`, `stack.one_shot`, or an empty `stack`", _checked),
    "traffic.reads": Promise("a GET that answers below 400 under `traffic.requests`", _reads),
    "traffic.writes": Promise(
        "a write that answers below 300 under `traffic.requests`"
        f", and {LEAST_WRITES} or more as `traffic.repeat`",
        _writes,
    ),
    "security.route_table": Promise("`security.routes` with `command` or `openapi`", _route_table),
    "security.closed": Promise(
        "`credentials` beside `security.routes` with `command` or `openapi`, or `security.tokens`,"
        " `security.ownership` or `security.cookies` with `sign_out`",
        _closed,
    ),
    "security.crossed": Promise(
        "`security.cross_origin`, or `security.responses` with a request that only reads"
    ),
    "security.error_responses": Promise(
        "a request that only reads and answers 400 or above under `security.responses`"
    ),
    "security.private_reads": Promise("one of `security.private_paths` that is asked for by GET"),
    "security.private_writes": Promise("one of `security.private_paths` with a method, as `POST /path`"),
    "security.cookies.closed_by_sign_out": Promise("`security.cookies.behind` and a `sign_out` that ends it"),
    "security.shared_limits": Promise("`other` at one of `security.limits`"),
    "security.limits_without": Promise("`without` at one of `security.limits`"),
    "metrics.histograms": Promise("`metrics.thresholds`, or a `…_bucket` under `metrics.series`"),
    "metrics.counters": Promise(
        "what counts: `metrics.requests`, `metrics.durations`, `metrics.thresholds`, or a `…_total`,"
        " `…_count` or `…_bucket` under `metrics.series`, if that names any"
    ),
    "metrics.seconds": Promise("a `…_seconds`, `…_seconds_total` or `…_seconds_sum` under `metrics.series`"),
    "metrics.openmetrics": Promise("`openmetrics` under `metrics.formats`"),
    "metrics.text": Promise("`text` under `metrics.formats`"),
}


def words_of(promise: str, value: object = None) -> str:
    """Say what a contract has to have for a promise, ``value`` being what it holds there."""
    if promise in PROMISES:
        return PROMISES[promise].words
    return f"`{promise}: true`" if value is False else f"`{promise}`"
