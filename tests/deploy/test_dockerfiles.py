"""Images run as somebody, tell their health, and need no newer builder than Debian's."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RELEASE = ROOT / "Dockerfile"
STACK = sorted(path for path in (ROOT / "deploy/images").glob("*/Dockerfile") if path.parent.name != "base")
every_image = pytest.mark.parametrize("path", [RELEASE, *STACK], ids=lambda path: str(path.relative_to(ROOT)))


def stages(text: str) -> dict[str, str]:
    """Each stage's name and text, in order; a single stage has the name ""."""
    parts = re.split(r"^FROM (?:\S+)(?: AS (\w+))?$", text, flags=re.MULTILINE)[1:]
    return dict(zip([name or "" for name in parts[::2]], parts[1::2], strict=True))


@every_image
def test_an_image_starts_from_the_base_alone(path: Path) -> None:
    text = path.read_text()
    built = {"${BASE}", *stages(text)}
    assert re.search(r"^ARG BASE=gonogo/base:trixie$", text, re.MULTILINE)
    assert set(re.findall(r"^FROM (\S+)", text, re.MULTILINE)) <= built


@every_image
def test_no_builder_feature_that_the_classic_builder_lacks(path: Path) -> None:
    assert (
        re.findall(r"RUN --|COPY --link|COPY --chmod|^# syntax|<<EOF", path.read_text(), re.MULTILINE) == []
    )


@every_image
def test_an_image_runs_as_somebody_and_tells_its_health(path: Path) -> None:
    text = stages(path.read_text()).get("production", path.read_text())
    users = re.findall(r"^USER (\S+)", text, re.MULTILINE)
    assert users
    assert users[-1] not in {"root", "0"}
    assert re.search(r"^HEALTHCHECK .*CMD \[", text, re.MULTILINE | re.DOTALL)
    assert re.search(r'^CMD \["', text, re.MULTILINE)


def test_the_scan_is_the_last_stage_so_that_no_other_target_waits_for_it() -> None:
    text = RELEASE.read_text()
    assert list(stages(text))[-1] == "scan"
    assert not re.search(r"FROM scan|--from=scan", text)
    assert list(stages(text)).index("production") < list(stages(text)).index("testing")


def test_packages_come_by_their_hashes() -> None:
    for command in re.findall(r"pip install(?:.*\\\n)*.*", RELEASE.read_text()):
        assert "--require-hashes" in command
        assert "--only-binary :all:" in command


def test_a_change_of_the_source_touches_the_last_layers_alone() -> None:
    production = stages(RELEASE.read_text())["production"]
    after = production.split("COPY app ./app", 1)[1]
    assert re.findall(r"^(RUN|COPY|ADD) (.*)", after, re.MULTILINE) == [
        ("RUN", "python -m compileall -q app")
    ]


def test_nothing_enters_the_build_that_is_not_named() -> None:
    rules = [
        line
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    assert rules[0] == "*"
    named = {rule[1:] for rule in rules if rule.startswith("!")}
    assert not {".git", ".venv", ".env", "."} & named
    assert "**/.env" in rules[rules.index("!app") :]


def test_the_gate_runs_as_somebody_and_takes_nothing_of_the_service_along() -> None:
    text = stages(RELEASE.read_text())["gate"]
    copied = {line.split()[1] for line in re.findall(r"^COPY (?!--from).*", text, re.MULTILINE)}
    assert copied == {"gonogo", "suites", "fixtures", "reports", "loadtests", "defects"}
    assert re.findall(r"^USER (\S+)", text, re.MULTILINE) == ["912"]
    assert 'ENTRYPOINT ["python", "-m", "gonogo"]' in text


def test_the_gate_has_what_a_wheel_needs_in_the_versions_of_the_suite() -> None:
    given = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*given["dependencies"], *given["optional-dependencies"]["load"]]
    listed = (ROOT / "requirements" / "gate.in").read_text(encoding="utf-8").splitlines()
    names = {re.split(r"[<>=~]", one)[0] for one in wanted}
    assert names == {line for line in listed if line and not line.startswith(("#", "-c"))}
    versions = {name: _locked(name) for name in ("gate", "suite")}
    assert versions["gate"].items() <= versions["suite"].items()


def _locked(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==(\S+)", text, re.MULTILINE))
