"""Ordinary files of other projects: what is good in them, and what is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gonogo.suites.config.experiments import dockerfiles
from gonogo.suites.config.experiments.checks import Checks
from gonogo.suites.config.experiments.stack import rendered_service
from gonogo.suites.config.experiments.variables import read_as_another, texts_of
from gonogo.suites.config.rules.stop_grace_outlasts_the_drain import _seconds
from tests.judging import Case, contract
from tests.suites.config.refusals import UNKNOWN, starts
from tests.suites.config.stack import CONTRACT, MIGRATE, SHOP, rendered


def built(folder: Path, text: str, **more: Any) -> dict[str, Any]:
    (folder / "Dockerfile").write_text(text, encoding="utf-8")
    build = {"context": str(folder), "dockerfile": "Dockerfile"} | more.pop("build", {})
    return {"image": "shop:dev", "build": build} | more


def rule_of(name: str, **sections: Any) -> Case:
    return Case(name, contract(**sections), None, None)


def test_a_name_that_another_service_has_with_another_value() -> None:
    proxy = "  proxy:\n    environment: {LOG_LEVEL: info, WORKERS: 2}\n"
    compose = f"services:\n{proxy}  app:\n    env_file: app.env\n"
    written = texts_of([compose])
    assert list(read_as_another("LOG_LEVEL", "debug", written["LOG_LEVEL"])) == []
    assert list(read_as_another("WORKERS", "4", written["WORKERS"])) == []
    version = "services:\n  a:\n    environment: {APP_VERSION: 3.10}\n"  # what it is there for stays
    assert list(read_as_another("APP_VERSION", "3.1", texts_of([version])["APP_VERSION"])) != []


@pytest.mark.parametrize("how", ["$DRAIN", "${DRAIN}", "${DRAIN:-4}"])
def test_a_drain_that_env_takes_from_an_argument(tmp_path: Path, how: str) -> None:
    text = f"FROM python:3.12-slim\nARG DRAIN=4\nENV SHOP_LAME_DUCK={how} SHOP_FINISH=10\n"
    made = built(tmp_path, text, healthcheck={"test": ["CMD", "x"]}, stop_grace_period="20s")
    service = rendered_service("shop", made, ("SHOP_LAME_DUCK", "SHOP_FINISH"), Checks())
    case = Case("config/stop-grace-outlasts-the-drain", CONTRACT, None, None)
    assert case.problems(rendered(shared=(service, MIGRATE))) == ()


def test_a_target_is_found_whatever_its_letters() -> None:
    text = "FROM a:1.0 AS Final\nHEALTHCHECK CMD curl -f http://localhost/\nFROM a:1.0 AS dev\nRUN true\n"
    assert dockerfiles.stated(text, {}, "Final").check == ("CMD-SHELL", "curl -f http://localhost/")


def test_a_base_whose_argument_has_a_default_in_place() -> None:
    assert dockerfiles.stated("ARG V\nFROM nginx:${V:-1.27.3}-alpine\n", {}).base == "nginx:1.27.3-alpine"


def test_a_here_string_is_no_here_document() -> None:
    text = "FROM a:1.0\nRUN read -r x <<<word && echo $x\nHEALTHCHECK CMD curl -f http://localhost/\n"
    assert dockerfiles.stated(text, {}).check == ("CMD-SHELL", "curl -f http://localhost/")


@pytest.mark.parametrize("policy", ["on-failure", "on-failure:5"])
def test_what_runs_once_may_be_tried_again(policy: str) -> None:
    case = Case("config/every-service-has-a-health-check", CONTRACT, None, None)
    assert case.problems(rendered(shared=(SHOP, replace(MIGRATE, restart=policy)))) == ()


def test_a_name_in_small_letters_is_named() -> None:
    said = "1 validation error for Settings\nshop_ul\n  Extra inputs are not permitted [type=extra_forbidden]"
    case = rule_of("config/unknown-variable-is-refused", config={"prefix": "SHOP_", "required": ["SHOP_URL"]})
    assert case.problems(starts(unknown=(replace(UNKNOWN, status=1, output=said),))) == ()


@pytest.mark.parametrize("name", ["SHOP_STOP_TIMEOUTMS", "SHOP_STOP_MSECS", "Shop__ShutdownTimeoutMs"])
def test_milliseconds_by_other_ends_of_a_name(name: str) -> None:
    assert _seconds(name, "5000") == 5.0


def test_a_restart_by_deploy() -> None:
    deploy = {"restart_policy": {"condition": "any"}}
    made = {"image": "shop:dev", "healthcheck": {"disable": True}, "deploy": deploy}
    service = rendered_service("migrate", made, (), Checks())
    case = Case("config/every-service-has-a-health-check", CONTRACT, None, None)
    assert [one.where for one in case.problems(rendered(shared=(SHOP, service)))] == ["service migrate"]


@pytest.mark.parametrize(("name", "value", "wanted"), [("A_MINUTES", "1", 60.0), ("A_HOURS", "1", 3600.0)])
def test_minutes_by_their_name(name: str, value: str, wanted: float) -> None:
    assert _seconds(name, value) == wanted
