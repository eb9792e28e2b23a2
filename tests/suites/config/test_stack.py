"""The renderings are compose's own; it needs neither an engine nor a network."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.contract.model import Contract
from gonogo.core.discover import discover
from gonogo.core.observation import Can
from gonogo.core.scope import why_not
from gonogo.core.secrets import Secrets
from gonogo.suites.config.experiments.checks import Checks
from gonogo.suites.config.experiments.stack import (
    render_each_profile,
    render_without_each_secret,
    rendered_service,
    seconds,
)
from gonogo.targets.base import TargetError
from gonogo.targets.rendering import Rendering, render
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


def rendering(folder: Path, file: str, profiles: tuple[str, ...] = (), **environment: str) -> Rendering:
    """Render a file as it is written."""
    compose = {**COMPOSE, "environment": environment}
    made = target(folder, contract(deployment={"compose": compose}), {})
    (folder / "stack.yml").write_text(file)
    return render(made.context, profiles)


def test_without_any_profile_the_files_are_rendered_once_plainly(tmp_path: Path) -> None:
    none: dict[str, list[str]] = {}
    nothing: dict[str, list[str]] = {"profiles": []}
    for stack in (none, nothing):
        promised = contract(stack=stack, deployment={"compose": COMPOSE | {"environment": {"SHOP_KEY": "k"}}})
        file = {"services": {"shop": {"image": "shop:1.2", "healthcheck": {"test": "ask"}}}}
        (plain,) = done(render_each_profile, target(tmp_path, promised, file), promised).profiles
        assert (plain.name, plain.status, len(plain.services)) == ("", 0, 1)


def test_variables_beside_the_file_are_read_as_a_user_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of the folder that the gate is started from are somebody else's."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / ".env").write_text("TAG=9.9\nOTHER=9.9\n")
    monkeypatch.chdir(tmp_path / "elsewhere")
    file = "services: {shop: {image: 'shop:${TAG:?set it}', hostname: 'h${OTHER:-none}'}}"
    assert rendering(tmp_path, file).status
    (tmp_path / ".env").write_text("TAG=1.2\n")
    shop = rendering(tmp_path, file).services["shop"]
    assert (shop["image"], shop["hostname"]) == ("shop:1.2", "hnone")
    assert rendering(tmp_path, file, TAG="1.3").services["shop"]["image"] == "shop:1.3"


def test_a_secret_that_is_committed_beside_the_file_is_a_default(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("export SHOP_KEY='of everybody\n in two lines'\nSHOP_LAME_DUCK=3\n")
    promised = contract(stack=STACK, deployment={"compose": {**COMPOSE, "environment": {}}})
    own = done(render_without_each_secret, target(tmp_path, promised, FILE), promised)
    assert [one.status != 0 for one in own.renderings[:2]] == [True, True]
    for words in (("init", "--quiet"), ("add", "--force", ".env")):
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True, capture_output=True)
    shipped = done(render_without_each_secret, target(tmp_path, promised, FILE), promised)
    assert (own.control_status, shipped.control_status) == (0, 0)
    assert [one.status != 0 for one in shipped.renderings[:2]] == [False, True]


def test_files_are_read_with_all_that_compose_knows(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "base.yml").write_text("services: {base: {image: 'base:1.0', restart: always}}")
    (tmp_path / "more" / "till.yml").write_text("services: {till: {image: 'till:2.0'}}")
    (tmp_path / "shop.env").write_text("COLOUR=blue\n")
    file = """
include: [more/till.yml]
x-common: &common {stop_grace_period: 7s}
services:
  shop:
    <<: *common
    extends: {file: more/base.yml, service: base}
    env_file: [shop.env, {path: absent.env, required: false}]
    image: ${IMAGE:-shop:1.2}
    healthcheck: {test: "ask $$NAME"}
"""
    found = rendering(tmp_path, file).services
    shop = found["shop"]
    assert sorted(found) == ["shop", "till"]
    assert (shop["restart"], shop["image"], shop["stop_grace_period"]) == ("always", "shop:1.2", "7s")
    assert shop["environment"] == {"COLOUR": "blue"}
    assert shop["healthcheck"]["test"] == ["CMD-SHELL", "ask $NAME"]
    refused = rendering(tmp_path, file.replace("shop.env, {", "none.env, {"))
    assert (refused.status != 0, "none.env" in refused.error) == (True, True)


@pytest.mark.parametrize(
    ("made", "check"),
    [
        ({"disable": True, "test": ["CMD", "ask"]}, ()),
        ({"test": ["NONE"]}, ()),
        ({"test": ["CMD", "ask"]}, ("CMD", "ask")),
        ({"disable": False, "test": ["CMD", "ask"]}, ("CMD", "ask")),
        ({"disable": False}, ("CMD-SHELL", "curl -f localhost || exit 1")),
        ({"interval": "5s"}, ("CMD-SHELL", "curl -f localhost || exit 1")),
        (None, ("CMD-SHELL", "curl -f localhost || exit 1")),
    ],
)
def test_a_check_is_the_services_own_or_that_of_its_dockerfile(
    tmp_path: Path, made: dict[str, Any] | None, check: tuple[str, ...]
) -> None:
    (tmp_path / "Dockerfile").write_text("FROM scratch\nHEALTHCHECK CMD curl -f localhost || exit 1\n")
    service = {"build": {"context": str(tmp_path)}} | ({} if made is None else {"healthcheck": made})
    assert rendered_service("shop", service, (), Checks()).check == check


@pytest.mark.parametrize(
    ("text", "number"), [("20s", 20), ("1m0s", 60), ("1h2m3.5s", 3723.5), ("500ms", 0.5)]
)
def test_durations_are_seconds(text: str, number: float) -> None:
    assert seconds(text) == pytest.approx(number)
