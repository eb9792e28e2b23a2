"""The compose file gives every container its bounds and publishes nothing beyond this machine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
EVERY: dict[str, dict[str, Any]] = COMPOSE["services"]
PROFILES = {"development", "testing", "production", "monitoring", "logging"}
FOREIGN = {"grafana", "elasticsearch", "kibana", "filebeat"}  # official images, which bring their own habits
SERVICES = {name: made for name, made in EVERY.items() if name not in FOREIGN}

every_service = pytest.mark.parametrize("name", sorted(SERVICES))


def default(text: str) -> float:
    """The number that `${NAME:-number}` or `20s` stands for."""
    found = re.search(r"([0-9.]+)s?}?$", text)
    assert found, text
    return float(found.group(1))


@every_service
def test_a_service_has_a_health_check_or_runs_once(name: str) -> None:
    check = SERVICES[name]["healthcheck"]
    if SERVICES[name]["restart"] == "no":
        assert check == {"disable": True}
    else:
        assert check["test"][0] == "CMD"
        assert {"interval", "timeout", "retries", "start_period"} <= check.keys()


def test_the_profiles_are_there_and_the_gate_needs_none() -> None:
    assert {profile for made in EVERY.values() for profile in made.get("profiles", ())} == PROFILES
    assert not any("profiles" in EVERY[name] for name in ("app", "proxy", "postgres", "valkey", "prometheus"))


@pytest.mark.parametrize("name", sorted(FOREIGN))
def test_an_official_image_has_a_version_a_health_check_and_bounds(name: str) -> None:
    made = EVERY[name]
    assert re.search(r":\d+\.\d+\.\d+$", made["image"])
    assert made["healthcheck"]["test"][0] == "CMD"
    assert made["deploy"]["resources"]["limits"].keys() == {"cpus", "memory", "pids"}
    assert all(re.fullmatch(r"127\.0\.0\.1::\d+", port) for port in made.get("ports", ()))


@every_service
def test_a_service_is_bounded(name: str) -> None:
    service = SERVICES[name]
    assert service["deploy"]["resources"]["limits"].keys() == {"cpus", "memory", "pids"}
    assert service["logging"]["options"].keys() == {"max-size", "max-file"}


@every_service
def test_a_service_may_do_no_more_than_it_must(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "user", "pid", "ipc", "container_name"} & service.keys()
    assert service.get("network_mode", "none") == "none"
    assert not any("docker.sock" in volume for volume in service.get("volumes", ()))


@every_service
def test_ports_are_ephemeral_and_on_the_loopback_address(name: str) -> None:
    for port in SERVICES[name].get("ports", ()):
        assert re.fullmatch(r"127\.0\.0\.1::\d+", port)


@every_service
def test_images_are_our_own_and_never_pulled(name: str) -> None:
    assert re.fullmatch(
        r"\$\{GONOGO_[A-Z_]+_IMAGE:-gonogo/[a-z-]+:dev\}|gonogo/ukp:(development|testing)",
        SERVICES[name]["image"],
    )
    assert SERVICES[name]["pull_policy"] == "never"


def test_replicas_wait_for_the_migration_to_succeed() -> None:
    assert SERVICES["app"]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    assert SERVICES["migrate"]["image"] == SERVICES["app"]["image"]
    assert SERVICES["app"]["deploy"]["replicas"] >= 2


@pytest.mark.parametrize("name", ["app", "worker"])
def test_a_drain_never_ends_in_a_kill(name: str) -> None:
    settings = SERVICES[name]["environment"]
    drain = default(settings["UKP_DRAIN_SECONDS"]) + default(settings["UKP_SHUTDOWN_SECONDS"])
    assert default(SERVICES[name]["stop_grace_period"]) > drain


def test_the_worker_is_no_replica() -> None:
    worker = SERVICES["worker"]
    assert worker["image"] == SERVICES["app"]["image"]
    assert not {"edge", "meter"} & set(worker["networks"])
    assert "ports" not in worker
    assert COMPOSE["networks"]["outside"] == {}


def test_secrets_come_from_the_environment_and_have_no_default() -> None:
    settings = SERVICES["app"]["environment"]
    for name, variable in (
        ("UKP_DATABASE_URL", "POSTGRES_PASSWORD"),
        ("UKP_CACHE_URL", "VALKEY_PASSWORD"),
        ("UKP_API_KEYS", "UKP_API_KEYS"),
        ("UKP_SIGNING_KEYS", "UKP_SIGNING_KEYS"),
    ):
        assert f"${{{variable}:?" in settings[name]
    assert SERVICES["postgres"]["environment"]["POSTGRES_PASSWORD"].startswith("${POSTGRES_PASSWORD:?")
    assert SERVICES["valkey"]["environment"]["VALKEY_PASSWORD"].startswith("${VALKEY_PASSWORD:?")


def test_data_is_reached_by_those_that_need_it_alone() -> None:
    on_data = {name for name, service in SERVICES.items() if "data" in service.get("networks", ())}
    profiled = {"app-development", "preflight"}
    assert on_data - profiled == {
        "app",
        "worker",
        "migrate",
        "postgres",
        "valkey",
        "postgres-exporter",
        "valkey-exporter",
    }
    assert COMPOSE["networks"]["data"] == {"internal": True}
    assert [
        name for name in SERVICES if "ports" in SERVICES[name] and SERVICES[name].get("networks") == ["data"]
    ] == []


def test_the_proxy_meets_each_replica_on_one_network() -> None:
    assert set(SERVICES["proxy"]["networks"]) & set(SERVICES["app"]["networks"]) == {"edge"}
