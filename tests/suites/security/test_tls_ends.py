"""Where TLS is looked at: what target and contract say, and nothing that is somebody else's."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from gonogo.core.observation import Can
from gonogo.instruments.urls import publish
from gonogo.suites.security.experiments.encrypted import End, ends
from gonogo.targets.base import Target
from tests.judging import contract
from tests.suites.security.ends import target

STACK = {"service": "app", "port": 8000, "entry_service": "door", "entry_port": 8080}


def test_of_a_url_each_https_port_is_asked_once(tmp_path: Path) -> None:
    made = contract(
        health={"liveness": {"path": "/live"}, "readiness": {"path": ":8444/ready"}},
        metrics={"path": "https://metrics.example/metrics"},
        identity={"path": "/version"},
    )
    live = target(made, "https://shop.example/base", tmp_path, here=False)
    assert ends(live, made) == [
        End("shop.example", "shop.example", 443),
        End("shop.example", "shop.example", 8444),
        End("metrics.example", "metrics.example", 443),
    ]


def test_a_plain_url_has_only_what_the_contract_names_whole(tmp_path: Path) -> None:
    made = contract(
        health={"readiness": {"path": ":8444/ready"}}, metrics={"path": "https://a.example/metrics"}
    )
    assert ends(target(made, "http://shop.example", tmp_path, here=False), made) == [
        End("a.example", "a.example", 443)
    ]


def test_of_a_stack_the_entry_has_the_port_as_it_is_published(tmp_path: Path) -> None:
    made = contract(
        deployment={
            "compose": STACK,
            "tls": {"addresses": [":8443/"], "names": ["shop.example"], "ca": "ca.pem"},
        }
    )
    stack: Any = target(made, "http://127.0.0.1:32770", tmp_path)
    stack.can = lambda: frozenset({Can.REACH_SERVICES})
    stack.service_url = lambda service, port: {("door", 8443): "http://127.0.0.1:32771"}[service, port]
    assert ends(cast("Target", stack), made) == [
        End("shop.example", "127.0.0.1", 32771, str(tmp_path / "ca.pem"))
    ]


def test_of_processes_each_has_its_own(tmp_path: Path) -> None:
    made = contract(deployment={"tls": {"addresses": [":8443/", "https://other.example/"]}})
    here: Any = target(made, "http://127.0.0.1:32772", tmp_path)
    here.replicas = [SimpleNamespace(url=f"http://127.0.0.1:{port}") for port in (32772, 32773)]
    for number in (32772, 32773):
        publish(f"http://127.0.0.1:{number}", 8443, f"http://127.0.0.1:{number + 100}")
    assert [(one.host, one.port) for one in ends(cast("Target", here), made)] == [
        ("127.0.0.1", 32872), ("127.0.0.1", 32873), ("other.example", 443),
    ]  # fmt: skip


def test_who_speaks_none_has_none(tmp_path: Path) -> None:
    made = contract()
    assert ends(target(made, "http://127.0.0.1:9", tmp_path), made) == []
