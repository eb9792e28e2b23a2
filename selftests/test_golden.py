"""What twelve runs print on a terminal of 80 columns, with their exit status; and their reports agree.

The texts lie in `golden/`. After a change that is wanted, write them anew, read the difference, commit it:
`GONOGO_UPDATE_GOLDEN=1 pytest selftests/test_golden.py`.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from gonogo.core.verdict import Decision
from gonogo.instruments.ports import free_port
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.waits import Wait
from gonogo.reports.begin import OTHERS
from selftests.gate import ROOT, contract, environment, start
from selftests.test_interruption import begun, slow_deployment
from tests.reports import agreeing

GOLDEN = Path(__file__).with_name("golden")
RULE = "health/body-leaks-nothing"
STATUS = {"no-go": 1, "does-not-come-up": 1, "interrupted": 2, "wrong-contract": 4}
STATUS |= dict.fromkeys(("go", "advice-only", "waiver", "two-gates"), 0)
STATUS |= dict.fromkeys(("hold", "dead-target", "not-json", "nothing-selected"), 3)
GREEN = {"advice-only": ("advisory", "failed"), "waiver": ("blocker", "waived")}
"""What stands behind a GO that the other reports could take for a refusal."""
DYING = (
    "import sys; print('starting the shop'); print('reading settings', file=sys.stderr); "
    "raise ValueError('no database at db:5432')"
)
INTERRUPTED = r"^\S+\.py:\d+: KeyboardInterrupt$"  # the frame that the signal met, wherever that was
NORMAL: tuple[tuple[str, str], ...] = (
    (r"\br\d+-\d+-[0-9a-f]+-[0-9a-f]+\b", "RUN"),
    (r"127\.0\.0\.1:\d{5}", "127.0.0.1:PORT"),
    (r"\d{4}-\d\d-\d\d", "DATE"),
    (r"^(\w.*?[\d-]) +\d+\.\d$", r"\1  SECONDS"),
    (r" +\d+\.\d s  (done|.* left)$", "  SECONDS"),
    (r"about (\d+ min )?\d+ s$", "about SECONDS"),
    (r", \d+\.\d s$", ", SECONDS"),
    (r"in \d+\.\d\ds(?: \(\d+:\d\d:\d\d\))?", "in SECONDS"),
    (r"of \d+ rules", "of ALL rules"),
    (r"\d+ items? / \d+ deselected", "ALL items / MANY deselected"),
    (r"\d+ (not promised|not possible here|deselected)\b", r"MANY \1"),
    (r"^(=+|!+) (.*?) (=+|!+)$", r"== \2 =="),
    (r"^Proven by no seeded defect \(\d+\)\n(?:  .*\n)+\n", ""),  # the lock's business
    (INTERRUPTED, "PLACE: KeyboardInterrupt"),
)
WAITING = "gonogo: waiting: "  # for another run on this machine
COPIED = ("  again:", "page:")


@dataclass(frozen=True)
class Case:
    """One run: its contract, its words, and what is done to it."""

    fault: str = ""
    words: tuple[str, ...] = ()
    sections: Mapping[str, Any] = field(default_factory=dict)
    served: bool = False
    interrupted: bool = False
    text: str = ""


def waivers() -> list[dict[str, str]]:
    """Return one for the rule that the chatty service breaks."""
    expires = str(dt.datetime.now(dt.UTC).date() + dt.timedelta(days=30))
    return [{"rule": RULE, "owner": "payments", "reason": "fixed in 1.1", "expires": expires}]


CASES: dict[str, Callable[[], Case]] = {
    "go": Case,
    "no-go": lambda: Case("mute"),
    "hold": lambda: Case(words=("--gate=config",), sections={"required": [RULE]}),
    "dead-target": lambda: Case(words=("--target=http://127.0.0.1:9", "-m", "smoke")),
    "not-json": lambda: Case("page", served=True),
    "wrong-contract": lambda: Case(text="service: tried\nhelth: {}\n"),
    "does-not-come-up": lambda: Case(
        sections={"deployment": {"ready": "/", "local": {"command": ["{python}", "-c", DYING]}}}
    ),
    "advice-only": lambda: Case(
        "chatty", sections={"demotions": [{"rule": RULE, "reason": "known since 1.0"}]}
    ),
    "waiver": lambda: Case("chatty", sections={"waivers": waivers()}),
    "nothing-selected": lambda: Case(words=("-k", "no-such-rule", "--target=http://127.0.0.1:9")),
    "two-gates": lambda: Case(words=("--gate=config", "--gate=health")),
    "interrupted": lambda: Case("slow", sections={"deployment": slow_deployment()}, interrupted=True),
}


@pytest.mark.parametrize("name", CASES)
def test_the_terminal_says_it(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    status, output = run(CASES[name](), tmp_path)
    output = "".join(line for line in output.splitlines(keepends=True) if not line.startswith(WAITING))
    shown = f"{normal(output, tmp_path)}exit status {status}\n"
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("GONOGO_UPDATE_GOLDEN"):
        golden.write_text(shown)
    assert golden.read_text() == shown
    wide = [line for line in output.splitlines() if len(line) > 80 and not kept_whole(line)]
    assert wide == [] or name == "wrong-contract", "\n".join(wide)  # it names files, however long their paths
    agree(tmp_path / "out", name)


def agree(out: Path, name: str) -> None:
    """The four reports for programs are of one run and say the same; a run that never began has one alone."""
    verdict = json.loads((out / "verdict.json").read_text())
    assert Decision(verdict["verdict"]).exit_code == {2: 3, 4: 3}.get(STATUS[name], STATUS[name])
    if name == "wrong-contract":
        assert [path for path in OTHERS if (out / path).exists()] == []
        return
    junit = ET.parse(out / "junit.xml").getroot()  # noqa: S314 - our own
    agreeing.junit_agrees(junit, verdict)
    agreeing.sarif_agrees(json.loads((out / "results.sarif").read_text()), verdict)
    agreeing.ctrf_agrees(json.loads((out / "ctrf.json").read_text()), verdict)
    if name in GREEN:
        [rule] = [rule for rule in verdict["rules"] if rule["id"] == RULE]
        assert (rule["severity"], rule["outcome"]) == GREEN[name]


def kept_whole(line: str) -> bool:
    """Say whether a line is copied or names a file of ours by its path, so that it may be wide."""
    return line.startswith(COPIED) or re.match(INTERRUPTED, line) is not None


@pytest.mark.parametrize("name", sorted(CASES.keys() - {"wrong-contract"}))
def test_the_last_screen_has_the_verdict_and_the_page(name: str) -> None:
    screen = (GOLDEN / f"{name}.txt").read_text().splitlines()[:-1][-24:]
    assert [line for line in screen if re.match(r"(GO|NO-GO|HOLD), \d+ of ALL rules: ", line)] != []
    assert "page:      FOLDER/out/report.html" in screen


def test_a_dead_target_is_told_on_25_lines() -> None:
    assert len((GOLDEN / "dead-target.txt").read_text().splitlines()) - 1 <= 25


def run(case: Case, folder: Path) -> tuple[int, str]:
    """Run a case to its end; returns exit status and output."""
    path = contract(folder, case.fault, **case.sections)
    if case.text:
        path.write_text(case.text)
    with served(case) as words:
        process = start(path, *case.words, *words)
        if case.interrupted:
            begun(process, path)
            process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=120)
    return process.returncode, output


@contextmanager
def served(case: Case) -> Iterator[list[str]]:
    """Serve what somebody else started, where the case is about that; yields the words that name it."""
    if not case.served:
        yield []
        return
    port = free_port()
    words = [sys.executable, "-m", "selftests.service", str(port), case.fault]
    process = subprocess.Popen(words, cwd=ROOT, env=environment())
    url = f"http://127.0.0.1:{port}"
    try:
        Wait("the service answers", 10, 0.05).until(lambda: probe(url, deadline_seconds=1.0).status)
        yield [f"--target={url}"]
    finally:
        process.kill()
        process.wait()


def normal(output: str, folder: Path) -> str:
    """Take out what differs from run to run."""
    text = output.replace(str(folder), "FOLDER").replace(str(ROOT), "ROOT")
    for pattern, name in NORMAL:
        text = re.sub(pattern, name, text, flags=re.MULTILINE)
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def test_each_run_ends_as_it_is_meant_to() -> None:
    """A case that is refused for its contract would show nothing of what it is about."""
    ends = {path.stem: path.read_text().splitlines()[-1] for path in GOLDEN.glob("*.txt")}
    assert ends == {name: f"exit status {STATUS[name]}" for name in CASES}
