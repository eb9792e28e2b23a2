"""A stack that can never come up is told before it is started; one that may come up is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gonogo.targets.hindrances import hindrances

NAMED = {"deployment.compose.service": "web", "dependencies.store.service": "db"}


def said(folder: Path, started: set[str] | None = None, **web: Any) -> list[str]:
    services = {"web": web, "db": {"image": "x", "ports": [{"published": "80", "host_ip": "127.0.0.1"}]}}
    return hindrances({"services": services}, started or {"web", "db"}, NAMED, folder)


def bind(source: object, target: str, **more: Any) -> dict[str, Any]:
    return {"volumes": [{"type": "bind", "source": str(source), "target": target, "bind": more}]}


def built(folder: Path, **more: Any) -> dict[str, Any]:
    return {"build": {"context": str(folder), "dockerfile": "Dockerfile"} | more}


@pytest.mark.parametrize(
    ("web", "holds"),
    [
        ({"deploy": {"replicas": 0}}, "deployment.compose.service: web has 0 replicas"),
        ({"scale": 0}, "deployment.compose.service: web has 0 replicas"),
        (built(Path("/nowhere")), "web is built from "),
        ({"build": {"context": "HERE"}}, "web is built by Dockerfile, which is no file here"),
        ({"build": {"context": "HERE", "dockerfile": "x/Own"}}, "web is built by x/Own, which is no file"),
        (bind("HERE/app.conf", "/etc/app.conf"), "web mounts app.conf, which is not there"),
        (bind("HERE/.env", "/app/.env"), "web mounts .env, which is not there"),
        (bind("HERE/init.sql", "/docker-entrypoint-initdb.d/01-init.sql"), "web mounts init.sql"),
        (bind("HERE/data", "/data", create_host_path=False), "web mounts data, which is not there"),
        ({"ports": [{"published": "80"}]}, "host port 80/tcp is published twice"),
    ],
)
def test_what_never_comes_up_is_one_sentence_with_its_key(
    tmp_path: Path, web: dict[str, Any], holds: str
) -> None:
    (one,) = said(tmp_path, **_in(web, tmp_path))
    assert one.startswith("deployment.compose.")
    assert holds in one


@pytest.mark.parametrize(
    "web",
    [
        {"deploy": {"replicas": 2}},
        {"image": "shop", **built(Path("/nowhere"))},
        {"build": {"context": "HERE/there"}},
        {"build": {"context": "HERE", "dockerfile_inline": "FROM scratch"}},
        {"build": {"context": "https://git.example/shop.git#main"}},
        {"build": {"context": "git@git.example:shop.git"}},
        bind("HERE/data", "/data"),
        bind("HERE/conf.d", "/etc/nginx/conf.d"),
        bind("HERE/there/a.conf", "/etc/a.conf"),
        bind("HERE/site.js", "/srv/site"),
        {"volumes": [{"type": "volume", "source": "a.conf", "target": "/etc/a.conf"}]},
        {"ports": [{"published": "80", "host_ip": "127.0.0.2"}]},
    ],
)
def test_what_may_come_up_is_not_complained_about(tmp_path: Path, web: dict[str, Any]) -> None:
    (tmp_path / "there").mkdir()
    for name in ("Dockerfile", "a.conf"):
        (tmp_path / "there" / name).touch()
    assert said(tmp_path, **_in(web, tmp_path)) == []


def test_what_is_not_started_and_what_lies_elsewhere_are_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = built(tmp_path) | bind(tmp_path / "a.conf", "/etc/a.conf") | {"scale": 0}
    assert len(said(tmp_path, **web)) == 3
    assert said(tmp_path, {"db"}, **web) == []
    monkeypatch.setenv("DOCKER_HOST", "ssh://far.example")
    assert len(said(tmp_path, **web)) == 2


def _in(found: Any, folder: Path) -> Any:
    """Put a folder in the place of HERE."""
    if isinstance(found, dict):
        return {key: _in(value, folder) for key, value in found.items()}
    if isinstance(found, list):
        return [_in(value, folder) for value in found]
    return found.replace("HERE", str(folder)) if isinstance(found, str) else found
