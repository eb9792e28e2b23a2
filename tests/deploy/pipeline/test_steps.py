"""What the pipeline's steps refuse, and what they remember."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from deploy.pipeline import images, notes, performance, production, staging
from deploy.pipeline.__main__ import main
from deploy.pipeline.outcome import RefusedError, StepError
from deploy.pipeline.place import Place, Release
from deploy.setup.commands import Answer

DIGEST = "registry.example/ukp@sha256:" + "a" * 64
OTHER = "registry.example/ukp@sha256:" + "b" * 64
ONE, TWO = Release(DIGEST, "r1"), Release(OTHER, "r2")


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a pipeline that these tests are a step of, nor what was set up, is seen."""
    for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GONOGO_REGISTRY", "GONOGO_SAID"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "images.env").write_text("GONOGO_PROXY_IMAGE=gonogo/haproxy:1\n")
    monkeypatch.setattr("deploy.setup.images.LOGS", tmp_path)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("GONOGO_ENVIRONMENTS", str(tmp_path))
    return Place("somewhere")


@pytest.mark.parametrize(("image", "verified"), [(DIGEST, OTHER), (DIGEST, ""), ("", ""), ("", DIGEST)])
def test_only_what_was_verified_is_deployed(image: str, verified: str) -> None:
    production.same(DIGEST, DIGEST)
    with pytest.raises(RefusedError, match="is not what was verified"):
        production.same(image, verified)


def test_a_refusal_is_no_go_and_is_told_to_the_code_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    assert main(["compare", f"--image={DIGEST}", "--revision=r1", f"--verified={OTHER}"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("NO-GO, compare: ")
    assert said.strip() in (tmp_path / "summary").read_text()


def test_without_a_registry_nobody_can_tell() -> None:
    with pytest.raises(StepError, match="set GONOGO_REGISTRY"):
        images.registry()


@pytest.mark.parametrize("image", ["", "registry.example/ukp:latest", "registry.example/ukp@sha256:12"])
def test_a_tag_is_no_image_to_deploy(image: str) -> None:
    with pytest.raises(StepError, match="not an image by digest"):
        images.pull(image)


def test_an_environment_remembers_what_runs_and_what_was_under_way(place: Place) -> None:
    def known() -> list[Release | None]:
        return [place.deployed, place.before, place.under_way]

    assert known() == [None, None, None]
    place.begin(ONE)
    assert known() == [None, None, ONE]
    place.remember(ONE)
    place.remember(ONE)
    assert known() == [ONE, None, None]
    place.remember(TWO)
    assert known() == [TWO, ONE, None]


def test_its_secrets_stay_the_same_and_are_its_users_alone(place: Place) -> None:
    made = dict(place.secrets.generated)
    assert dict(Place("somewhere").secrets.generated) == made != {}
    assert (place.folder / "secrets.json").stat().st_mode & 0o077 == 0
    assert all(
        value in place.project(ONE).environment.values() or len(value) == 64 for value in made.values()
    )


def test_a_lost_first_deployment_is_said(place: Place) -> None:
    place.begin(ONE)
    with pytest.raises(StepError, match="nothing says what ran before"):
        production._recovered(place)


@pytest.mark.parametrize(("before", "now", "slower"), [
    ({}, {"p50_seconds": 9.0, "p95_seconds": 9.0}, ""),
    ({"p50_seconds": 0.010, "p95_seconds": 0.020}, {"p50_seconds": 0.0149, "p95_seconds": 0.029}, ""),
    ({"p50_seconds": 0.001, "p95_seconds": 0.002}, {"p50_seconds": 0.004, "p95_seconds": 0.006}, ""),
    ({"p50_seconds": 0.010, "p95_seconds": 0.020}, {"p50_seconds": 0.021, "p95_seconds": 0.020},
     "p50 10.0 ms before, 21.0 ms now"),
])  # fmt: skip
def test_slower_is_a_half_more_and_more_than_noise(
    before: dict[str, float], now: dict[str, float], slower: str
) -> None:
    assert performance.told(before, now) == slower


def test_seconds_of_the_warm_up_do_not_count() -> None:
    rows = [{"second": n, "p50_seconds": 1.0 if n < 0 else 0.01, "p95_seconds": 0.02} for n in (-1, 0, 1)]
    rule = {"id": "latency/p95-within-budget", "evidence": {"timeline": {"rows": rows}}}
    assert performance.of_verdict({"rules": [rule]}) == {"p50_seconds": 0.01, "p95_seconds": 0.02}
    with pytest.raises(StepError, match="no latencies"):
        performance.of_verdict({"rules": []})


@pytest.mark.parametrize(("verdict", "ended", "error"), [
    ("NO-GO", 1, RefusedError), ("HOLD", 3, StepError), ("GO", 4, StepError), ("GO", 1, StepError),
])  # fmt: skip
def test_only_go_goes_on(place: Place, verdict: str, ended: int, error: type[Exception]) -> None:
    rules: list[dict[str, Any]] = [{"id": "a/b", "outcome": "failed" if verdict == "NO-GO" else "error"}]
    with pytest.raises(error, match=verdict):
        staging._read(place, {"verdict": verdict, "rules": rules}, ended)
    assert "GO, 1 rules" in staging._read(place, {"verdict": "GO", "rules": rules[:1]}, 0)


def test_release_notes_have_what_is_unreleased_and_the_commits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def git(*words: str) -> Answer:
        asked.append(words[-1])
        return Answer(0, "- 1a2b3c4 Mend it", "")

    (tmp_path / "CHANGELOG.md").write_text(
        "# Changelog\n\n## Unreleased\n\n- A gate.\n\n## 0.1.0\n\n- Old.\n"
    )
    monkeypatch.setattr(notes, "ROOT", tmp_path)
    monkeypatch.setattr(notes, "ask", git)
    assert notes.notes("r1") == "## What is new\n\n- A gate.\n\n## Commits\n\n- 1a2b3c4 Mend it\n"
    assert asked[-1] == "r1..HEAD"
    notes.notes("")
    assert asked[-1] == "HEAD"
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n")
    with pytest.raises(StepError, match="no section Unreleased"):
        notes.notes("")


def test_the_kept_latencies_are_json(place: Place) -> None:
    (place.folder / "latency.json").write_text(json.dumps({"p50_seconds": 0.01}))
    assert performance._read(place.folder / "latency.json") == {"p50_seconds": 0.01}
