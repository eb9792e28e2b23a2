"""What is not promised or not possible names what would change that, in the contract's own words."""

from __future__ import annotations

import re
from typing import Any

import pytest

from gonogo.contract.model import Contract
from gonogo.contract.places import is_section, members, plain
from gonogo.contract.promises import PROMISES, words_of
from gonogo.core.discover import discover
from gonogo.core.observation import Can
from gonogo.core.scope import HOW, why_not
from tests.judging import contract

RULES = {rule.id: rule for rule in discover()}
EMPTY = contract()
OPTIONS = ("--target", "--replica", "--allow-writes", "--allow-load", "--baseline")


def known(dotted: str) -> bool:
    """Whether a dotted key leads somewhere in the model, through mappings and lists."""
    current: Any = Contract
    for part in dotted.split("."):
        current = next((each for each in map(plain, members(plain(current))) if is_section(each)), current)
        while not is_section(current) and getattr(current, "__args__", None):
            current = plain(current.__args__[-1 if current.__origin__ is dict else 0])
        if not is_section(current) or part not in current.model_fields:
            return False
        current = current.model_fields[part].annotation
    return True


def keys_in(words: str) -> list[str]:
    """The dotted keys that stand in backquotes; a word alone is one of the section named beside it."""
    return [key.partition(":")[0] for key in re.findall(r"`([a-z_0-9.]+(?::[^`]*)?)`", words) if "." in key]


def test_each_promise_of_a_rule_is_a_key_or_has_words() -> None:
    promises = {promise for rule in RULES.values() for promise in rule.promises}
    assert {promise for promise in promises if promise not in PROMISES and not known(promise)} == set()


@pytest.mark.parametrize("rule_id", RULES)
def test_what_is_not_promised_names_keys_of_the_contract(rule_id: str) -> None:
    kind, reason = why_not(RULES[rule_id], EMPTY, frozenset(Can)) or ("", "")
    assert kind == "not_promised"
    assert re.match(r"the contract (has no `[a-z._0-9]+|does not have )", reason)
    assert [key for key in keys_in(reason) if not known(key)] == []


def test_what_is_not_possible_names_an_option_or_a_key() -> None:
    assert set(HOW) == set(Can)
    for words in HOW.values():
        assert any(option in words for option in OPTIONS)
        assert [key for key in keys_in(words) if not known(key)] == []


HARD, SOFT = {"service": "a", "hard": True}, {"service": "b", "hard": False}
REFUSES = {"read_only": {"command": ["psql"], "undo": ["psql"]}}


@pytest.mark.parametrize(
    ("promise", "sections", "held"),
    [
        ("health.probes", {"health": {"outage_seconds": 5}}, False),
        ("health.probes", {"health": {"overall": {"path": "/"}}}, True),
        ("identity.stated", {"identity": {"unproven": "a page"}}, False),
        ("identity.stated", {"identity": {"path": "/version"}}, True),
        ("identity.stated", {"identity": {"version": {"header": "Server"}}}, True),
        ("config.wrong_values", {"config": {"guards": []}}, False),
        ("config.wrong_values", {"config": {"bad_values": {"A": ["b"]}}}, True),
        ("config.prefixed", {"config": {"prefix": "X_", "required": ["Y"]}}, False),
        ("config.prefixed", {"config": {"prefix": "X_", "required": ["X_Y"]}}, True),
        ("traffic.reads", {"traffic": {"requests": [{"path": "/", "method": "POST"}]}}, False),
        ("traffic.reads", {"traffic": {"requests": [{"path": "/"}]}}, True),
        ("security.route_table", {"security": {"routes": {}}}, False),
        ("security.route_table", {"security": {"routes": {"openapi": "/openapi.json"}}}, True),
        ("stack.rendered", {}, False),
        ("stack.rendered", {"stack": {}}, True),
        ("stack.rendered", {"stack": {"profiles": []}}, True),
        ("stack.rendered", {"stack": {"images": "tag"}}, False),
        ("stack.checked", {"stack": {"images": "tag"}}, False),
        ("stack.checked", {"stack": {"one_shot": ["migrate"]}}, True),
        ("stack.checked", {"stack": {"images": "tag", "profiles": []}}, True),
        ("hard_dependencies", {"dependencies": {"a": {"service": "a", "hard": False}}}, False),
        ("hung_hard_dependencies", {"dependencies": {"a": HARD, "b": SOFT | {"pause": True}}}, False),
        ("hung_hard_dependencies", {"dependencies": {"a": HARD | {"pause": True}, "b": SOFT}}, True),
        ("hung_optional_dependencies", {"dependencies": {"a": HARD | {"pause": True}, "b": SOFT}}, False),
        ("read_only_hard_dependencies", {"dependencies": {"a": HARD, "b": SOFT | REFUSES}}, False),
        ("read_only_hard_dependencies", {"dependencies": {"a": HARD | REFUSES, "b": SOFT}}, True),
        ("optional_dependencies", {"dependencies": {"a": {"service": "a", "hard": False}}}, True),
    ],
)
def test_a_rule_is_promised_by_its_own_key(promise: str, sections: dict[str, Any], held: bool) -> None:
    assert contract(**sections).promises(promise) is held


ALWAYS = {rule.name for rule in RULES.values() if all(map(EMPTY.promises, rule.promises))}
STACK = {"compose": {"service": "shop", "port": 80, "entry_service": "shop", "entry_port": 80}}


@pytest.mark.parametrize(
    ("section", "made", "promised"),
    [
        ("security", {"code": {"paths": ["shop"]}}, {"code-scan-finds-nothing", "code-scan-saw-everything"}),
        (
            "security",
            {"dependencies": {"lock": "shop.lock"}},
            {"dependency-scan-saw-everything", "no-known-vulnerability"},
        ),
        (
            "security",
            {"dependencies": {"lock": "shop.lock", "installed": ["pip"]}},
            {"dependency-scan-saw-everything", "no-known-vulnerability", "installed-is-what-was-locked"},
        ),
        ("security", {"headers": {"X-Frame-Options": None}}, set()),
        ("security", {"problem_details": True, "strict_content_policy": True}, set()),
        ("security", {"private_paths": ["/metrics"]}, {"private-paths-are-closed"}),
        ("stack", {}, {"every-profile-renders", "every-service-has-a-health-check"}),
        ("stack", {"images": "tag"}, {"images-are-pinned"}),
        ("stack", {"secrets": ["KEY"]}, {"secrets-have-no-default"}),
        ("stack", {"drain": ["SECONDS"]}, {"stop-grace-outlasts-the-drain"}),
        ("config", {"guards": [{"name": "bad", "environment": {}}]}, {"guard-rails-hold"}),
        ("config", {"literals": {"paths": ["shop"]}}, {"addresses-and-credentials-are-settings"}),
    ],
)
def test_a_key_alone_selects_no_rule_of_its_neighbours(
    section: str, made: dict[str, Any], promised: set[str]
) -> None:
    whole = contract(deployment=STACK, **{section: made})
    found = {rule.name for rule in RULES.values() if all(map(whole.promises, rule.promises))}
    of_every_surface = {"no-input-ends-a-process", "no-input-holds-up-the-next-client"}
    assert found - ALWAYS == promised | (of_every_surface if section == "security" else set())


def test_a_switch_that_is_off_is_named_with_its_value() -> None:
    off = contract(security={"problem_details": False})
    assert off.lacks("security.problem_details") == "the contract has no `security.problem_details: true`"
    assert words_of("metrics.series", ()) == "`metrics.series`"


@pytest.mark.parametrize(
    ("routes", "possible"),
    [
        ({"openapi": "/openapi.json"}, True),
        ({"command": "routes"}, False),
        ({"command": "routes", "openapi": "/openapi.json"}, False),
    ],
)
def test_a_route_table_that_a_document_holds_needs_no_command(
    routes: dict[str, str], *, possible: bool
) -> None:
    promised = contract(security={"routes": routes}, deployment={"commands": {"routes": ["shop", "routes"]}})
    can = frozenset(Can) - {Can.RUN_COMMAND}
    found = why_not(RULES["security/every-route-requires-a-credential"], promised, can)
    assert (found is None) == possible
