"""The renderings are compose's own; it needs neither an engine nor a network."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.contract.model import Contract
from gonogo.core.discover import discover
from gonogo.core.observation import Can
from gonogo.core.scope import why_not
from gonogo.core.secrets import Secrets
from gonogo.suites.config.experiments.stack import (
    render_each_profile,
    render_without_each_secret,
    rendered_service,
    seconds,
)
from gonogo.targets.base import TargetError
from gonogo.targets.rendering import render
from tests.judging import contract, done

JUDGE_FILES = ("config/every-profile-renders", "config/every-service-has-a-health-check")
STACK = {"profiles": ["dashboards"], "drain": ["SHOP_LAME_DUCK"], "secrets": ["SHOP_KEY", "SHOP_LAME_DUCK"]}
COMPOSE = {
    "files": ["stack.yml"], "service": "shop", "port": 80, "entry_service": "shop", "entry_port": 80,
    "environment": {"SHOP_KEY": "${KEY}"},
}  # fmt: skip
FILE = {
    "services": {
        "shop": {
            "image": "shop",
            "build": ".",
            "stop_grace_period": "1m5s",
            "environment": {"KEY": "${SHOP_KEY:?set it}", "SHOP_LAME_DUCK": "${SHOP_LAME_DUCK:-3}"},
        },
        "board": {"image": "board:1.2", "profiles": ["dashboards"], "healthcheck": {"test": "ask"}},
    }
}


def target(folder: Path, promised: Contract, file: dict[str, Any]) -> Any:
    (folder / "stack.yml").write_text(json.dumps(file))
    options = SimpleNamespace(contract=folder / "release.yaml")
    secrets = Secrets({"KEY": "9" * 64})
    return SimpleNamespace(
        context=SimpleNamespace(run="r1", options=options, contract=promised, secrets=secrets)
    )


def test_each_profile_is_rendered_with_what_is_judged_and_no_secret(tmp_path: Path) -> None:
    promised = contract(stack=STACK, deployment={"compose": COMPOSE})
    plain, boards = done(render_each_profile, target(tmp_path, promised, FILE), promised).profiles
    assert (plain.name, plain.status, [s.name for s in plain.services]) == ("", 0, ["shop"])
    (shop,) = plain.services
    assert (shop.built, shop.check, shop.grace_seconds) == (True, (), 65.0)
    assert shop.drain == (("SHOP_LAME_DUCK", "3"),)
    assert "9" * 64 not in str(plain)
    assert [(s.name, s.profiles) for s in boards.services] == [("board", ("dashboards",)), ("shop", ())]
    assert boards.services[0].check == ("CMD-SHELL", "ask")


@pytest.mark.parametrize("stack", [{}, {"profiles": []}])
def test_files_without_a_profile_can_be_promised(stack: dict[str, Any], tmp_path: Path) -> None:
    promised = contract(stack=stack, deployment={"compose": COMPOSE})
    for rule in (rule for rule in discover() if rule.id in JUDGE_FILES):
        assert why_not(rule, promised, frozenset(Can)) is None
    (plain,) = done(render_each_profile, target(tmp_path, promised, FILE), promised).profiles
    assert (plain.name, [s.name for s in plain.services]) == ("", ["shop"])


def test_a_secret_without_a_default_is_refused_by_name_and_another_is_not(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SHOP_KEY=of-this-desk\n")
    promised = contract(stack=STACK, deployment={"compose": COMPOSE})
    seen = done(render_without_each_secret, target(tmp_path, promised, FILE), promised)
    assert seen.control_status == 0
    told = [(one.variable, one.change, one.status != 0, one.variable in one.error) for one in seen.renderings]
    assert told == [
        ("SHOP_KEY", "missing", True, True),
        ("SHOP_KEY", "blank", True, True),
        ("SHOP_LAME_DUCK", "missing", False, False),
        ("SHOP_LAME_DUCK", "blank", False, False),
    ]


def test_a_contract_without_files_is_our_trouble() -> None:
    nothing = SimpleNamespace(contract=contract(), options=None, secrets=Secrets())
    with pytest.raises(TargetError, match=r"no deployment\.compose"):
        render(nothing, ())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("made", "check"),
    [
        ({"disable": True, "test": ["CMD", "ask"]}, ()),
        ({"test": ["NONE"]}, ()),
        ({"test": ["CMD", "ask"]}, ("CMD", "ask")),
    ],
)
def test_a_check_that_is_switched_off_is_none(made: dict[str, Any], check: tuple[str, ...]) -> None:
    assert rendered_service("shop", {"healthcheck": made}, ()).check == check


@pytest.mark.parametrize(
    ("text", "number"), [("20s", 20), ("1m0s", 60), ("1h2m3.5s", 3723.5), ("500ms", 0.5)]
)
def test_durations_are_seconds(text: str, number: float) -> None:
    assert seconds(text) == pytest.approx(number)
