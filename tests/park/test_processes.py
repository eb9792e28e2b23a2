"""An application runs as a copy of its folder, with a secret of its own; nothing is installed here."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.instruments.probe.ask import probe
from park import installing, place, processes
from park.application import Application, Image, Kind, Variant

PROGRAM = """import http.server, os, pathlib
said = [os.environ["KEY"], os.environ["MODE"], pathlib.Path("made").read_text()]
pathlib.Path("seen").write_text(" ".join(said))
at = ("127.0.0.1", int(os.environ["PORT"]))
server = http.server.ThreadingHTTPServer(at, http.server.SimpleHTTPRequestHandler)
server.serve_forever()
"""
SHOP = Application(
    "shop",
    Kind.PYTHON,
    Variant("it is bad", "health/liveness-answers"),
    command=("python", "shop.py"),
    prepare=(("python", "-c", "open('made', 'w').write('{work}')"),),
    environment={"KEY": "{secret}", "PORT": "{port}", "MODE": "good"},
    credential="SHOP_KEY",
    ready="/seen",
)


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "APPS", tmp_path / "apps")
    monkeypatch.setattr(place, "OUT", tmp_path / "out")
    (tmp_path / "apps" / "shop").mkdir(parents=True)
    (tmp_path / "apps" / "shop" / "shop.py").write_text(PROGRAM)
    (tmp_path / "out" / "shop" / "bin").mkdir(parents=True)
    (tmp_path / "out" / "shop" / "bin" / "python").symlink_to(sys.executable)


@pytest.mark.parametrize("mode", ["good", "bad"])
def test_it_is_up_with_its_variables_and_gone_afterwards(mode: str, tmp_path: Path) -> None:
    with processes.started(SHOP, {"MODE": mode}) as up:
        key, said, work = probe(f"{up.url}/seen").text.split()
        assert (key, said) == (up.variables["SHOP_KEY"], mode)
        assert len(key) >= 24
        assert Path(work).is_dir()
    assert probe(up.url).error == "refused"
    assert not Path(work).exists()
    assert [path.name for path in (tmp_path / "apps" / "shop").iterdir()] == ["shop.py"]


def test_a_step_before_its_start_that_fails_is_told() -> None:
    broken = replace(SHOP, prepare=(("python", "-c", "raise SystemExit('no such table')"),))
    with pytest.raises(RuntimeError, match="failed: no such table"), processes.started(broken, {}):
        pass


def test_what_an_application_lacks_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    stack = replace(SHOP, kind=Kind.COMPOSE, images=(Image("park/shop:1", "shop", "REVISION"),))
    monkeypatch.setattr(installing, "available", lambda: False)
    assert installing.lacks(stack) == "there is no container engine"
    monkeypatch.setattr(installing, "available", lambda: True)
    monkeypatch.delenv("GONOGO_POSTGRES_IMAGE", raising=False)
    assert installing.lacks(stack).startswith("GONOGO_POSTGRES_IMAGE is not set: `make park` sets it")


def test_an_image_is_built_where_it_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    stack = replace(SHOP, kind=Kind.COMPOSE, images=(Image("park/shop:1", "shop", "REVISION"),))
    built: list[tuple[str, ...]] = []
    monkeypatch.setattr(installing, "available", lambda: True)
    for name in ("GONOGO_POSTGRES_IMAGE", "GONOGO_VALKEY_IMAGE"):
        monkeypatch.setenv(name, "there:1")

    def step(_: Path, *words: str) -> str:
        built.append(words)
        return ""

    monkeypatch.setattr(installing, "_step", step)
    monkeypatch.setattr(installing, "_has", lambda _: True)
    assert (installing.lacks(stack), built) == ("", [])
    monkeypatch.setattr(installing, "_has", lambda _: False)
    assert installing.lacks(stack) == ""
    assert "--tag park/shop:1 --build-arg BASE=gonogo/base:trixie --build-arg REVISION=" in " ".join(built[0])
