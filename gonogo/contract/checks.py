"""What no single section can check: names that have to exist elsewhere, and who answers for what."""

from __future__ import annotations

import datetime as dt
from typing import Any

from gonogo.contract.errors import nearest
from gonogo.contract.history import told_of_rule
from gonogo.contract.model import Contract
from gonogo.contract.network import complaints

_NOBODY = frozenset(("fixme", "n/a", "na", "nobody", "none", "someone", "tba", "tbd", "todo", "unknown"))
_LONGEST_WAIVER = dt.timedelta(days=366)


def check(contract: Contract, rules: frozenset[str] | None, today: dt.date) -> list[str]:
    """Return every problem, a line each: credentials, the network, rules, waivers and demotions."""
    found = [*_unknown_credentials(contract), *_unknown_journeys(contract), *complaints(contract.network)]
    return [*found, *_unknown_rules(contract, rules), *_unanswered(contract, today)]


def _unknown_credentials(contract: Contract) -> list[str]:
    known = sorted(contract.credentials)
    used: list[tuple[str, str]] = []
    for section, requests in _requests(contract):
        used += [(f"{section}.{i}.credential", r.credential) for i, r in enumerate(requests) if r.credential]
    scraper = contract.metrics.credential if contract.metrics else None
    used += [("metrics.credential", scraper)] if scraper else []
    used += _of_limits(contract)
    legal = ", ".join(known) or "none"
    return [
        f"{where}: {name!r} is not under credentials; legal: {legal}{nearest(name, known)}"
        for where, name in used
        if name not in known
    ]


def _of_limits(contract: Contract) -> list[tuple[str, str]]:
    found = []
    for i, limit in enumerate(contract.security.limits if contract.security else ()):
        found += [(f"security.limits.{i}.credential", limit.credential)]
        found += [(f"security.limits.{i}.other.credential", limit.other.credential if limit.other else None)]
    return [(where, name) for where, name in found if name]


def _unknown_journeys(contract: Contract) -> list[str]:
    latency = contract.latency
    named = latency.crowd.journeys if latency and latency.crowd else ()
    known = [journey.name for journey in latency.journeys] if latency else []
    return [
        f"latency.crowd.journeys.{n}: {name!r} is not under latency.journeys; "
        f"legal: {', '.join(known)}{nearest(name, known)}"
        for n, name in enumerate(named)
        if name not in known
    ]


def _requests(contract: Contract) -> list[tuple[str, tuple[Any, ...]]]:
    security, traffic = contract.security, contract.traffic
    return [
        ("traffic.requests", traffic.requests if traffic else ()),
        ("security.responses", security.responses if security else ()),
        ("security.cross_origin", security.cross_origin if security else ()),
        ("latency.journeys", contract.latency.journeys if contract.latency else ()),
        ("rollout.request", (contract.rollout.request,) if contract.rollout else ()),
        ("rollout.write", (contract.rollout.write,) if contract.rollout and contract.rollout.write else ()),
        ("security.tokens.issue", (security.tokens.issue,) if security and security.tokens else ()),
        (
            "security.ownership.create",
            (security.ownership.create,) if security and security.ownership else (),
        ),
        *_requests_of_gauges(contract),
        *_requests_of_logs(contract),
    ]


def _requests_of_logs(contract: Contract) -> list[tuple[str, tuple[Any, ...]]]:
    logs = contract.security.logs if contract.security else None
    told = logs.request_id if logs else None
    return [("security.logs.request_id.requests", told.requests)] if told else []


def _requests_of_gauges(contract: Contract) -> list[tuple[str, tuple[Any, ...]]]:
    gauges = contract.metrics.gauges if contract.metrics else ()
    named = [(f"metrics.gauges.{n}", gauge) for n, gauge in enumerate(gauges)]
    return [
        *((f"{where}.after", gauge.after) for where, gauge in named),
        *((f"{where}.in_flight", (gauge.in_flight,)) for where, gauge in named if gauge.in_flight),
        *((f"{where}.equals", (gauge.equals,)) for where, gauge in named if gauge.equals),
    ]


def _unknown_rules(contract: Contract, rules: frozenset[str] | None) -> list[str]:
    named = [("required", r) for r in contract.required]
    named += [("waivers", w.rule) for w in contract.waivers]
    named += [("demotions", d.rule) for d in contract.demotions]
    return [
        f"{section}: there is no rule {rule!r}{told_of_rule(rule) or nearest(rule, rules)}"
        for section, rule in named
        if rules is not None and rule not in rules
    ]


def _unanswered(contract: Contract, today: dt.date) -> list[str]:
    """Refuse a waiver or a demotion that nobody answers for, gives no reason or never ends."""
    problems = []
    for n, waiver in enumerate(contract.waivers):
        where = f"waivers.{n}"
        problems += _no_name(f"{where}.owner", waiver.owner) + no_reason(f"{where}.reason", waiver.reason)
        if waiver.expires > today + _LONGEST_WAIVER:
            problems.append(
                f"{where}.expires: {waiver.expires} is more than a year ahead; "
                f"the last day that is legal is {today + _LONGEST_WAIVER}"
            )
    for n, demotion in enumerate(contract.demotions):
        problems += no_reason(f"demotions.{n}.reason", demotion.reason)
    if contract.identity and contract.identity.unproven is not None:
        problems += no_reason("identity.unproven", contract.identity.unproven)
    return problems


def _no_name(where: str, text: str) -> list[str]:
    if _says_something(text):
        return []
    return [f"{where}: {text!r} is not legal: it names nobody; write who answers for it, a person or a team"]


def no_reason(where: str, text: str) -> list[str]:
    """Return the problem of a reason that says nothing."""
    if _says_something(text):
        return []
    return [f"{where}: {text!r} is not legal: it gives no reason; write why, in words"]


def _says_something(text: str) -> bool:
    return any(map(str.isalpha, text)) and text.strip(" .-").lower() not in _NOBODY
