"""What is as committed, what is not, and what the result says of it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from gonogo.instruments.waits import pause
from park import __main__ as command
from park import children, gate, result
from park.__main__ import main
from park.application import Application, Kind, Variant
from park.gate import Drafted, Said
from park.server import Origin, Running, Server, Twin
from park.third import commits, third
from park.trial import Trial

RULE, OTHER = "health/liveness-answers", "metrics/exact-path-answers"
SERVER = Server("shop", Origin.PYPI, ("shop",), Twin("one fact", lambda: lambda answer: answer, RULE))
GOOD = Trial(SERVER, Said("GO"), Said("NO-GO", (RULE,)), Drafted("GO", seconds=2.5), 1.0)
ON_HOLD = replace(SERVER, draft_holds="nothing moves")
AGAINST = replace(SERVER, verdict="NO-GO", refused_by=(OTHER,), reason="it moves")


def test_as_committed() -> None:
    assert (GOOD.differs, result.status([GOOD])) == ((), 0)
    both = replace(GOOD, server=AGAINST, own=Said("NO-GO", (OTHER,)), twin=Said("NO-GO", (OTHER, RULE)))
    assert both.differs == ()
    assert replace(GOOD, draft=Drafted("NO-GO", (OTHER,))).differs == ()
    assert replace(GOOD, server=ON_HOLD, draft=Drafted("HOLD")).differs == ()


@pytest.mark.parametrize(
    "changed",
    [
        replace(GOOD, own=Said("NO-GO", (OTHER,))),
        replace(GOOD, own=Said("HOLD")),
        replace(GOOD, own=Said("none")),
        replace(GOOD, server=AGAINST),
        replace(GOOD, server=AGAINST, own=Said("NO-GO", (RULE,))),
        replace(GOOD, twin=Said("GO")),
        replace(GOOD, twin=Said("HOLD")),
        replace(GOOD, twin=Said("NO-GO", (OTHER,))),
        replace(GOOD, twin=Said("NO-GO", (RULE, OTHER))),
        replace(GOOD, draft=Drafted("HOLD")),
        replace(GOOD, draft=Drafted("none")),
        replace(GOOD, server=ON_HOLD),
        replace(GOOD, server=ON_HOLD, draft=Drafted("NO-GO", (RULE,))),
        replace(GOOD, server=ON_HOLD, draft=Drafted("none")),
    ],
)
def test_not_as_committed(changed: Trial) -> None:
    assert len(changed.differs) >= 1
    assert result.status([GOOD, changed]) == 1
    assert "not as committed: shop" in result.table([changed])


SHELL, PROXY = Variant("a shell is process 1", RULE), Variant("another proxy", OTHER)
APPLICATION = Application("shop", Kind.COMPOSE, SHELL, (PROXY,))
REFUSED = (Said("NO-GO", (RULE,)), Said("NO-GO", (OTHER,)))
STACK = Trial(APPLICATION, Said("GO"), REFUSED[0], None, further=REFUSED[1:])


def test_one_draft_is_on_hold_for_a_reason_and_no_other_may_be() -> None:
    assert {each.name for each in command.ALL if each.draft_holds} == {"pypiserver"}


def test_how_long_each_draft_took_is_told(tmp_path: Path) -> None:
    slow = replace(GOOD, server=replace(SERVER, name="slow"), draft=Drafted("GO", seconds=6.1))
    assert "slowest draft: 6.1 s (slow); 1 of 2 above 5 s" in result.table([GOOD, slow, STACK])
    assert "slowest draft: 2.5 s (shop); 0 of 1 above 5 s" in result.table([GOOD])
    assert "slowest draft: none was drafted" in result.table([STACK, replace(GOOD, held="no npm")])
    result.write([GOOD, slow], tmp_path / "park.json")
    document = json.loads((tmp_path / "park.json").read_text())
    assert document["slowest_draft_seconds"] == pytest.approx(6.1)
    assert document["servers"]["slow"]["draft"]["seconds"] == pytest.approx(6.1)


@pytest.mark.parametrize(("status", "verdict"), [(0, "GO"), (1, "none"), (None, "none")])
def test_a_draft_is_timed_whatever_became_of_it(
    status: int | None, verdict: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(command: Sequence[str], log: Path, seconds: float) -> int | None:
        log.write_text(" ".join(command))
        pause(0.1, "the draft takes its time")
        return status

    monkeypatch.setattr(children, "run", run)
    monkeypatch.setattr(gate, "verify", lambda *_: Said("GO", (), (OTHER,)))
    drafted = gate.draft(Running("http://127.0.0.1:1"), tmp_path)
    assert drafted.verdict == verdict
    assert drafted.seconds >= 0.1


def test_each_bad_variant_has_to_be_refused_by_its_own_rule() -> None:
    assert (STACK.differs, result.status([STACK]), result.drafts_on_hold([STACK])) == ((), 0, [])
    assert "another proxy: NO-GO metrics/exact-path-answers" in result.table([STACK])
    for wrong in (
        replace(STACK, further=REFUSED[:1]),
        replace(STACK, further=()),
        replace(STACK, twin=REFUSED[1]),
    ):
        assert len(wrong.differs) == 1
        assert result.status([wrong]) == 1


def test_a_stack_is_left_out_of_a_third_and_is_tried_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "third", lambda named, _: named)
    names = {each.name for each in command._chosen(["--third"])[0]}
    assert {"django", "fastify", "caddy"} <= names
    assert not {"flask", "express"} & names
    assert [each.name for each in command._chosen(["express", "django"])[0]] == ["django", "express"]
    assert {"flask", "express"} <= {each.name for each in command._chosen([])[0]}


def test_what_takes_long_is_begun_first_and_stacks_last(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[tuple[int, list[str]]] = []

    def at_once(count: int, chosen: Sequence[Server | Application], _: dict[str, str]) -> list[Trial]:
        begun.append((count, [each.name for each in chosen]))
        return []

    monkeypatch.setattr(command, "_at_once", at_once)
    command._trials(command._chosen(["caddy", "flask", "datasette", "django"])[0], {})
    assert begun == [(2, ["datasette", "caddy", "django"]), (1, ["flask"])]


def test_what_could_not_be_tried_is_held_by_name() -> None:
    held = Trial(SERVER, held="npm: there is no npm on this machine")
    assert (held.differs, result.status([GOOD, held]), result.status([])) == ((), 3, 3)
    assert "there is no npm" in result.table([held])
    assert "HOLD: shop" in result.table([held])


def test_drafts_on_hold_are_counted_and_told(tmp_path: Path) -> None:
    drafted = replace(GOOD, server=ON_HOLD, draft=Drafted("HOLD", reasons=("no identity",)))
    assert drafted.differs == ()
    assert "drafts on HOLD: 1" in result.table([GOOD, drafted])
    result.write(
        [GOOD, drafted, replace(STACK, server=replace(APPLICATION, name="shelf"))], tmp_path / "park.json"
    )
    document = json.loads((tmp_path / "park.json").read_text())
    assert (document["status"], document["drafts_on_hold"]) == (0, 1)
    assert document["servers"]["shop"]["twin"]["rule"] == RULE
    assert (document["servers"]["shelf"]["draft"], document["servers"]["shelf"]["variants"][0]["rule"]) == (
        None,
        OTHER,
    )


@pytest.mark.parametrize("count", [0, 1, 2, 18, 19, 20])
def test_three_thirds_are_the_whole(count: int) -> None:
    thirds = [third(range(count), number) for number in (7, 8, 9)]
    assert sorted(chain(*thirds)) == list(range(count))
    assert max(map(len, thirds)) - min(map(len, thirds)) <= 1


_WHO = ("-c", "user.name=a", "-c", "user.email=a@b.c")


def test_a_shallow_clone_does_not_try_the_same_third_for_ever(tmp_path: Path) -> None:
    origin = tmp_path / "origin"
    _git(tmp_path, "init", "--quiet", str(origin))
    counted, drawn = [], set()
    for number in range(12):
        _git(
            origin,
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@b.c",
            "commit",
            "--allow-empty",
            "-qm",
            f"{number}",
        )
        counted.append(commits(origin))
        shallow = tmp_path / f"shallow-{number}"
        _git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{origin}", str(shallow))
        drawn.add(commits(shallow) % 3)
    assert counted == list(range(1, 13))
    assert drawn == {0, 1, 2}


def test_what_is_no_repository_has_no_commits(tmp_path: Path) -> None:
    assert commits(tmp_path) == 0


def _git(folder: Path, *words: str) -> None:
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(folder)}
    fixed = {"GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z", "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z"}
    subprocess.run(["git", *words], cwd=folder, env=environment | fixed, check=True, timeout=30)


def test_a_verdict_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "verdict.json"
    assert gate.said(file).verdict == "none"
    problem = {"where": "/", "expected": "a", "observed": "b"}
    rule = {"id": RULE, "severity": "blocker", "outcome": "failed", "problems": [problem]}
    advice = rule | {"id": OTHER, "severity": "advisory"}
    file.write_text(json.dumps({"verdict": "NO-GO", "reasons": [], "rules": [rule, advice]}))
    said = gate.said(file)
    assert (said.refused_by, said.advised_by) == ((RULE,), (OTHER,))
    assert said.reasons == (f"{RULE} failed: /: expected a, got b",)


def test_a_server_that_is_not_there_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["caddy", "cady"])
    assert ended.value.code == 4
    assert "no such server: cady; there are prometheus, " in capsys.readouterr().err
