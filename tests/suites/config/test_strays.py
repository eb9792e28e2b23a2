"""Who is found under the release's name in the compose files, and is set otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from gonogo.core.finding import Outcome
from gonogo.core.observation import Can
from gonogo.suites.config.experiments import strays as looking
from gonogo.suites.config.observations.starts import Identities, Stray
from gonogo.targets.base import Target, TargetError
from gonogo.targets.rendering import Rendering
from tests.judging import contract
from tests.suites.config.test_replicas_agree import CASE, ONE, TWO

COMPOSE = {"service": "shop", "port": 80, "entry_service": "front", "entry_port": 80}
SHOP = {
    "image": "shop:1.4",
    "environment": {"TOKEN_SECONDS": "300", "SEEN_AS": "http://shop:80", "HOST": "shop,localhost"},
    "networks": {"edge": None, "data": None},
}
FRONT = {"image": "haproxy:3", "networks": {"edge": None, "meter": None}}
SPARE: dict[str, Any] = SHOP | {"networks": {"edge": {"aliases": ["shop"]}}}


def setting(**changes: Any) -> dict[str, Any]:
    return SPARE | {"environment": SHOP["environment"] | changes}  # type: ignore[operator]  # a mapping


def found(
    monkeypatch: pytest.MonkeyPatch, spare: dict[str, Any], shop: dict[str, Any] = SHOP, **compose: str
) -> list[str]:
    services = {"shop": shop, "front": FRONT, "spare": spare}
    monkeypatch.setattr(looking, "render", lambda *_: Rendering(0, "", services))
    promised = contract(deployment={"compose": COMPOSE | compose})
    target = cast("Target", SimpleNamespace(context=None, can=lambda: {Can.READ_SOURCE}))
    return [key for one in looking.strays(target, promised) for key in one.differing]


@pytest.mark.parametrize(
    ("spare", "differing"),
    [
        (setting(TOKEN_SECONDS="120"), ["TOKEN_SECONDS"]),
        (setting(TOKEN_SECONDS=None), ["TOKEN_SECONDS"]),
        (setting(OLD_FLAG="1"), ["OLD_FLAG"]),
        (setting(DB_HOST="old-store"), ["DB_HOST"]),
        (SPARE | {"command": ["serve", "--old"]}, ["command"]),
        (SPARE | {"entrypoint": ["old.sh"]}, ["entrypoint"]),
        (SPARE | {"image": "shop:1.3"}, ["image"]),
        (SPARE | {"configs": [{"source": "old", "target": "/shop.yaml"}]}, ["configuration at /shop.yaml"]),
        (
            SPARE | {"volumes": [{"type": "bind", "source": __file__, "target": "/a"}]},
            ["configuration at /a"],
        ),
        (setting(A="1") | {"networks": {"edge": None}, "container_name": "shop"}, ["A"]),
    ],
)
def test_what_is_set_otherwise_is_named(
    monkeypatch: pytest.MonkeyPatch, spare: dict[str, Any], differing: list[str]
) -> None:
    assert found(monkeypatch, spare) == differing
    assert found(monkeypatch, spare, traffic_network="edge") == differing


@pytest.mark.parametrize(
    "spare",
    [
        SPARE,
        setting(EMPTY=None),
        setting(SEEN_AS="http://spare:80"),
        setting(INSTANCE_ID="2", HOSTNAME="spare", APP_REPLICA="b", COLOR="green"),
        setting(RUN_MIGRATIONS="true", CRON_ENABLED="1"),
        setting(A="1") | {"networks": {"data": {"aliases": ["shop"]}}},
        setting(A="1") | {"networks": {"edge": {"aliases": ["jobs"]}}},
        setting(A="1") | {"networks": {"edge": None}},
        setting(A="1") | {"image": "store:1.4"},
        setting(A="1") | {"deploy": {"replicas": 0}},
        setting(A="1") | {"scale": 0},
        {key: value for key, value in setting(A="1").items() if key != "networks"} | {"network_mode": "host"},
        SPARE | {"volumes": [{"type": "volume", "source": "more", "target": "/data"}]},
    ],
)
def test_what_is_set_alike_or_takes_no_traffic_is_not(
    monkeypatch: pytest.MonkeyPatch, spare: dict[str, Any]
) -> None:
    assert found(monkeypatch, spare) == []


def test_what_is_built_here_is_told_by_what_it_is_built_from(monkeypatch: pytest.MonkeyPatch) -> None:
    built = {"image": "", "build": {"context": "/shop"}}
    assert found(monkeypatch, setting(A="1") | built, SHOP | built) == ["A"]
    other = {"image": "", "build": {"context": "/jobs"}}
    assert found(monkeypatch, setting(A="1") | other, SHOP | built) == []


def test_without_an_entry_of_its_own_no_traffic_comes_by_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(monkeypatch, setting(A="1"), entry_service="shop") == []


def test_who_cannot_render_the_files_finds_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object) -> Rendering:
        raise TargetError("no compose runs here")

    monkeypatch.setattr(looking, "render", refuse)
    here = cast("Target", SimpleNamespace(context=None, can=lambda: {Can.READ_SOURCE}))
    elsewhere = cast("Target", SimpleNamespace(context=None, can=frozenset))
    promised = contract(deployment={"compose": COMPOSE})
    assert [looking.strays(one, promised) for one in (here, elsewhere)] == [(), ()]
    assert looking.strays(here, contract()) == ()


def test_a_stray_is_refused_whatever_the_replicas_state() -> None:
    stray = Stray("spare", "shop", "shop", ("command", "TOKEN_SECONDS"))
    (problem,) = CASE.problems(Identities((ONE, TWO), (stray,)))
    assert problem.where == "service spare, known as shop"
    assert (problem.expected, problem.observed) == ("as shop has it", "command, TOKEN_SECONDS")
    down = replace(ONE, status=503)
    assert CASE.finding(Identities((down,), (stray,))).outcome is Outcome.FAILED
    assert CASE.finding(Identities((down,))).outcome is Outcome.INCONCLUSIVE
