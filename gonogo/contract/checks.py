"""What no single section can check: names that have to exist elsewhere, and who answers for what."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from gonogo.contract.errors import nearest
from gonogo.contract.fields import unfit
from gonogo.contract.history import told_of_rule
from gonogo.contract.model import Contract
from gonogo.contract.network import complaints
from gonogo.contract.origins import unmet
from gonogo.network import value_problem
from gonogo.stated import unsaid

_NOBODY = frozenset(
    {
        *("fixme", "n a", "na", "nil", "no one", "nobody", "none", "noone", "null", "owner", "placeholder"),
        *("change me", "changeme", "name here", "owner name", "team name", "your email", "your name"),
        *(
            "your reason",
            "your reason here",
            "your team",
            "reason",
            "somebody",
            "someone",
            "tba",
            "tbc",
            "tbd",
            "todo",
            "undefined",
            "unknown",
            "xxx",
        ),
    }
)
_UNFILLED = re.compile(r"\$\{\w+\}|\$\(\w+\)|\{\{.{0,200}?\}\}")
"""What stands for a value that nothing fills in here: a variable of a shell, a workflow or a template."""
_BLANK_LETTERS = re.compile("[\u115f\u1160\u3164\uffa0]")
"""Fillers of Hangul: letters by their class, and nothing to a reader."""
_STEERING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""Classes of what overrides the direction of a text (Unicode, UAX 9)."""
_LONGEST_WAIVER = dt.timedelta(days=366)


def check(contract: Contract, rules: frozenset[str] | None, today: dt.date) -> list[str]:
    """Return every problem, a line each: credentials, the network, hosts, rules, waivers and demotions."""
    found = [*_unknown_credentials(contract), *_unknown_journeys(contract), *complaints(contract.network)]
    found += [
        *_unsendable(contract),
        *_unrepeatable(contract),
        *_unknown_rules(contract, rules),
        *_named_twice(contract),
    ]
    found += unfit(contract.config, contract.deployment)
    return [*found, *unmet(contract.security), *_unanswered(contract, today)]


def _unsendable(contract: Contract) -> Iterator[str]:
    """Say what no header can have already as it is written; never shows it."""
    for name, credential in contract.credentials.items():
        if problem := value_problem(credential.header, credential.value):
            yield f"credentials.{name}.value: {problem}"


def _unrepeatable(contract: Contract) -> Iterator[str]:
    """Say that a write with a fresh name in its path is another one when it is sent again."""
    once = contract.traffic.idempotency if contract.traffic else None
    if once and "{uuid}" in once.request.path:
        yield "traffic.idempotency.request.path: a repeat goes where the first one went, without {uuid}"


def _unknown_credentials(contract: Contract) -> list[str]:
    known = sorted(contract.credentials)
    used = [*_named_credentials(contract, ""), *_others(contract)]
    legal = ", ".join(known) or "none"
    return [
        f"{where}: {unsaid(name)!r} is not under credentials; legal: {legal}{nearest(name, known)}"
        for where, name in used
        if name not in known
    ]


def _named_credentials(found: Any, where: str) -> Iterator[tuple[str, str]]:
    """Give each `credential` of the contract, whatever section it stands in, and its place."""
    if isinstance(found, BaseModel):
        for key in type(found).model_fields:
            value, place = getattr(found, key), f"{where}.{key}".lstrip(".")
            if key == "credential" and isinstance(value, str):
                yield place, value
            yield from _named_credentials(value, place)
    elif isinstance(found, tuple):
        for number, one in enumerate(found):
            yield from _named_credentials(one, f"{where}.{number}")


def _others(contract: Contract) -> list[tuple[str, str]]:
    """Return the credentials of other clients, and where they are named."""
    security, traffic = contract.security, contract.traffic
    owned = security.ownership if security else None
    repeated = traffic.idempotency if traffic else None
    found = [("security.ownership.other", owned.other if owned else None)]
    found += [("traffic.idempotency.other", repeated.other if repeated else None)]
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


def _unknown_rules(contract: Contract, rules: frozenset[str] | None) -> list[str]:
    named = [("required", r) for r in contract.required]
    named += [("waivers", w.rule) for w in contract.waivers]
    named += [("demotions", d.rule) for d in contract.demotions]
    return [
        f"{section}: there is no rule {rule!r}{told_of_rule(rule) or nearest(rule, rules)}"
        for section, rule in named
        if rules is not None and rule not in rules
    ]


def _named_twice(contract: Contract) -> Iterator[str]:
    """Give each rule of two waivers or two demotions: which of them counts, nobody could tell."""
    for section in ("waivers", "demotions"):
        for rule, times in Counter(one.rule for one in getattr(contract, section)).items():
            if times > 1:
                yield f"{section}: rule {rule!r} is named {times} times; write one of them"


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
    if odd := _odd(text, ""):
        return [f"{where}: {text!a} is not legal: a name on one line is expected, without {odd!a}"]
    if _says_something(text):
        return []
    return [f"{where}: {text!r} is not legal: it names nobody; write who answers for it, a person or a team"]


def no_reason(where: str, text: str) -> list[str]:
    """Return the problem of a reason that says nothing, or steers the terminal of whoever reads it."""
    if odd := _odd(text, "\n\r\t"):
        return [f"{where}: {text!a} is not legal: a text to be read is expected, without {odd!a}"]
    if _says_something(text):
        return []
    return [f"{where}: {text!r} is not legal: it gives no reason; write why, in words"]


def _odd(text: str, legal: str) -> str:
    """Return the first character that ends a line or steers a terminal and is not legal; empty without."""
    for char in text:
        kind = unicodedata.category(char)
        if char not in legal and (kind in ("Cc", "Zl", "Zp") or unicodedata.bidirectional(char) in _STEERING):
            return char
    return ""


def _says_something(text: str) -> bool:
    """Whether anything is left once nothing stands for nothing: fillers, invisible characters, brackets."""
    seen = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    shown = _BLANK_LETTERS.sub("", _UNFILLED.sub("", seen))
    words = re.sub(r"[\W_]+", " ", shown).strip().lower()
    return any(map(str.isalpha, words)) and words not in _NOBODY
