"""What a failed start says, in which order."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

from gonogo.targets.failures import ENDED, PORT_TAKEN, UNHEALTHY
from gonogo.targets.telling import Ill, divided, first_lines, ill, last_lines, tell

PROGRESS = " Network shop_default Created \n Container shop-web-1 Starting \n"
PORT = "Error response from daemon: Bind for 127.0.0.1:8080 failed: port is already allocated"
WEB = Ill("web-1", "unhealthy", "curl: (7) refused\n", "INFO listening\nERROR no table users\n")


def test_the_engines_cause_comes_first_and_the_progress_last() -> None:
    text = tell(PORT_TAKEN, PROGRESS + PORT, [])
    assert text.splitlines()[:2] == [f"a host port is taken: {PORT_TAKEN.advice}", PORT]
    assert text.splitlines()[-1] == "  Container shop-web-1 Starting"
    assert "\\n" not in text


def test_a_container_that_is_unhealthy_comes_first_with_its_check_and_its_log() -> None:
    said = f"{PROGRESS}dependency failed to start: container shop-web-1 is unhealthy"
    assert tell(UNHEALTHY, said, [WEB]).splitlines() == [
        "a container is unhealthy",
        "web-1: unhealthy",
        "  its check: curl: (7) refused",
        "  INFO listening",
        "  ERROR no table users",
        "dependency failed to start: container shop-web-1 is unhealthy",
        "docker compose up, last lines:",
        "  Network shop_default Created",
        "  Container shop-web-1 Starting",
    ]


def test_whom_compose_names_comes_before_who_only_waited() -> None:
    others = [Ill("a-1", "starting"), Ill("b-1", "exited 3", log="boom"), WEB]
    text = tell(ENDED, "container b-1 exited (3)", others)
    assert [text.index(name) for name in ("b-1:", "web-1:", "a-1:")] == sorted(
        text.index(name) for name in ("b-1:", "web-1:", "a-1:")
    )


def test_an_error_among_the_progress_is_the_cause_where_there_is_no_other() -> None:
    lines = " Container shop-db-1 Waiting\n Container shop-db-1 Error dependency db failed to start"
    assert divided(lines)[0] == ["Container shop-db-1 Error dependency db failed to start"]


def test_no_line_is_cut_in_its_middle() -> None:
    secret = "k" * 40
    assert last_lines(f"one\n{secret}\ntwo\n", 50, 20) == "(a line of 40 characters)\ntwo\n"[26:]
    assert secret[:10] not in first_lines(f"one\n{secret}", 30)
    assert last_lines("a\nb\nc", 2) == "b\nc"


def test_of_a_long_record_the_last_line_of_each_text_is_kept() -> None:
    trace = "Traceback:\n" + "  a frame\n" * 400 + "CompileError: no name"
    record = json.dumps({"trace": trace, "event": "it failed", "secret": "s" * 300, "number": 7})
    assert last_lines(f"one\n{record}\n", 50) == (
        f"one\n(a line of {len(record)} characters) it failed CompileError: no name\n"
    )
    assert last_lines(record, 1, 40) == f"(a line of {len(record)} characters)"
    assert last_lines("[" * 5000, 1) == "(a line of 5000 characters)"


def test_nothing_has_no_last_line() -> None:
    assert last_lines("", 2) == ""


def test_a_container_tells_its_state_check_log_and_that_it_was_killed() -> None:
    state = {"OOMKilled": True, "Health": {"Log": [{"Output": "old"}, {"Output": "timeout"}]}}
    made: Any = SimpleNamespace(name="p-web-1", attrs={"State": state}, logs=lambda tail: b"started\n")
    found = ill(made, "exited 137", "p")
    assert found == Ill("web-1", "exited 137", "timeout", "started\n", killed=True)
    assert found.text().splitlines()[0] == "web-1: exited 137, killed for its memory (OOMKilled)"
    assert ill(made, "healthy", "p") is None


def test_a_container_without_a_word_says_so() -> None:
    assert Ill("web-1", "exited 1").text() == "web-1: exited 1\n  it said nothing"
