"""What people and programs get from a run: exit status, verdict.json, and one clear message."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from selftests.gate import SECRET, contract, ended
from tests.fixtures.static_files import static_files


def test_nothing_selected_is_a_hold(tmp_path: Path) -> None:
    done = ended(contract(tmp_path), "--gate=rollback")
    assert (done.verdict["verdict"], done.status) == ("HOLD", 3), done.output
    assert done.verdict["reasons"] == ["no rule was selected"]


def test_an_empty_contract_is_a_hold(tmp_path: Path) -> None:
    path = tmp_path / "release.yaml"
    path.write_text(json.dumps({"service": "tried"}))
    done = ended(path, "--target=http://127.0.0.1:9")
    assert (done.verdict["verdict"], done.status) == ("HOLD", 3), done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--contract=nowhere.yaml",), "cannot read the contract"),
        (("--target=ftp://x",), "legal: local, compose, or a http(s) URL"),
        (("--target=http://",), "legal: local, compose, or a http(s) URL"),
        (("-m", "smok"), "no such marker"),
        (("-m", "smok", "-n", "2"), "did you mean 'smoke'?"),
    ],
)
def test_usage_errors_say_what_is_legal(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = ended(contract(tmp_path), *words)
    assert done.status == 4, done.output
    assert said in done.output
    assert "Traceback" not in done.output


def test_an_old_go_is_gone_after_a_bad_contract(tmp_path: Path) -> None:
    path = contract(tmp_path)
    assert ended(path).verdict["verdict"] == "GO"
    path.write_text("service: tried\nhelth: {}")
    done = ended(path)
    assert (done.status, done.verdict["verdict"]) == (4, "HOLD"), done.output
    assert "did you mean 'health'?" in done.output


def test_a_release_that_does_not_come_up_is_a_no_go(tmp_path: Path) -> None:
    path = contract(tmp_path)
    data = json.loads(path.read_text())
    data["deployment"]["local"]["command"] = ["{python}", "-c", "raise SystemExit('no database')"]
    path.write_text(json.dumps(data))
    done = ended(path)
    assert (done.verdict["verdict"], done.status) == ("NO-GO", 1), done.output
    assert "no database" in done.output


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://nowhere.invalid"])
def test_a_dead_target_is_a_hold(tmp_path: Path, url: str) -> None:
    done = ended(contract(tmp_path), "-m", "smoke", f"--target={url}")
    assert (done.verdict["verdict"], done.status) == ("HOLD", 3), done.output
    assert "Traceback" not in done.output


def test_a_wrong_revision_is_a_hold(tmp_path: Path) -> None:
    done = ended(contract(tmp_path), "--expect-revision=def5678")
    assert (done.verdict["verdict"], done.status) == ("HOLD", 3), done.output
    assert "this is another release" in done.output


def test_no_secret_is_in_any_report(tmp_path: Path) -> None:
    path = contract(tmp_path, "mute")
    data = json.loads(path.read_text())
    leak = "import os, sys; print(os.environ['KEY'])"
    data["deployment"]["local"]["command"] = ["{python}", "-c", f"{leak}; sys.exit(3)"]
    data["deployment"]["generated"] = []
    path.write_text(json.dumps(data))
    os.environ[SECRET] = "canary-6f1f0c2e77"
    try:
        done = ended(path)
    finally:
        del os.environ[SECRET]
    written = [p for p in done.out.rglob("*") if p.is_file()]
    assert len(written) > 5
    assert [p for p in written if "canary-6f1f0c2e77" in p.read_text(errors="replace")] == []
    assert "canary-6f1f0c2e77" not in done.output
    assert f"[redacted:{SECRET}]" in done.output


@pytest.mark.parametrize("words", [(), ("-n", "2")])
def test_a_required_rule_that_was_left_out_is_a_hold(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = ended(contract(tmp_path, required=["health/liveness-answers"]), "--gate=config", *words)
    assert (done.verdict["verdict"], done.status) == ("HOLD", 3), done.output
    assert "health/liveness-answers is required and was not selected" in done.verdict["reasons"]


@pytest.mark.parametrize("words", [(), ("-n", "2")])
def test_a_credential_without_its_secret_is_refused_before_the_start(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    sections: dict[str, Any] = {
        "credentials": {"reader": {"value": "Bearer ${GONOGO_NOT_SET}"}},
        "traffic": {"requests": [{"path": "/things", "credential": "reader"}]},
    }
    path = contract(tmp_path, **sections)
    done = ended(path, *words)
    assert (done.status, done.verdict["verdict"]) == (4, "HOLD"), done.output
    assert "set GONOGO_NOT_SET in the environment" in done.output
    assert "credentials.reader: it refers to ${GONOGO_NOT_SET}" in done.output
    assert "Traceback" not in done.output
    done = ended(path, "--gate=config", *words)
    assert (done.status, done.verdict["verdict"]) == (0, "GO"), done.output
    (note,) = done.verdict["notes"]
    assert note.endswith("used by nothing that was selected: credentials.reader (${GONOGO_NOT_SET})")
    assert f"note: {note}" in " ".join(done.output.split())


def test_what_nobody_proves_is_on_every_first_screen(tmp_path: Path) -> None:
    pages = {"version": {"version": "1.0", "revision": "abc"}, "live": {"status": "pass"}}
    for name, document in pages.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(document))
    identity: dict[str, str] = {"path": "/version.json", "revision": "revision"}
    health = {"liveness": {"path": "/live.json"}}
    words = ("-m", "smoke", "-k", "liveness or version", "--expect-revision=abc")
    with static_files(tmp_path) as url:
        held = ended(contract(tmp_path, identity=identity, health=health), f"--target={url}", *words)
        assert (held.verdict["verdict"], held.status) == ("HOLD", 3), held.output
        taken = identity | {"unproven": "files, by design"}
        gone = ended(contract(tmp_path, identity=taken, health=health), f"--target={url}", *words)
    assert (gone.verdict["verdict"], gone.status) == ("GO", 0), gone.output
    said = "identity is not proven: files, by design"
    assert said in gone.output
    for name in ("verdict.json", "report.html", "junit.xml", "summary.md"):
        assert said in (gone.out / name).read_text(), name
