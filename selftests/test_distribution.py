"""The same verdict however the rules are spread over processes, and HOLD when one of them dies."""

from __future__ import annotations

from pathlib import Path

import pytest

from selftests.gate import contract, ended

WAYS = [
    (),
    ("-n", "0"),
    ("-n", "2"),
    ("-n", "2", "--dist", "loadfile"),
    ("-n", "2", "--dist", "worksteal"),
    ("-n", "2", "--dist", "each"),
]


@pytest.mark.parametrize("words", WAYS, ids=" ".join)
@pytest.mark.parametrize(("fault", "verdict", "status"), [("", "GO", 0), ("mute", "NO-GO", 1)])
def test_the_verdict_is_the_same(
    tmp_path: Path, words: tuple[str, ...], fault: str, verdict: str, status: int
) -> None:
    done = ended(contract(tmp_path, fault), *words)
    assert (done.verdict["verdict"], done.status) == (verdict, status), done.output
    assert done.outcomes["health/readiness-answers"] == "passed"
    assert done.outcomes["health/liveness-answers"] == {"GO": "passed", "NO-GO": "failed"}[verdict]


def test_a_worker_that_is_killed_holds_the_release(tmp_path: Path) -> None:
    """Of one worker it is certain that it probes; the one that replaces it does the rest."""
    done = ended(contract(tmp_path, "killer"), "-n", "1")
    assert (done.verdict["verdict"], done.status) == ("HOLD", 3), done.output
    assert "its process died" in str(done.verdict["reasons"])


def test_the_experiment_ran_once_for_all_rules(tmp_path: Path) -> None:
    done = ended(contract(tmp_path, "mute"), "-n", "2", "--dist", "each")
    observations = list((done.out / "evidence").glob("health.read_probes*.json"))
    assert len(observations) == 1
