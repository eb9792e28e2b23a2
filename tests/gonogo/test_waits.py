"""Waits that end, and say why."""

import time

import pytest

from gonogo.instruments.waits import NotYet, Wait, WaitTimeout, pause


def test_the_first_answer_is_returned() -> None:
    answers = iter([None, False, "", "later"])
    assert Wait("an answer", timeout_seconds=1, poll_seconds=0.001).until(lambda: next(answers)) == ""


def test_zero_is_an_answer_and_false_is_none() -> None:
    wait = Wait("a number", timeout_seconds=0.01, poll_seconds=0.001)
    assert wait.until(lambda: 0) == 0
    with pytest.raises(WaitTimeout, match="last answer: False"):
        wait.until(lambda: False)


def test_a_time_out_names_wait_time_last_answer_and_the_tail_of_the_logs() -> None:
    def check() -> str | None:
        raise NotYet("status 503")

    logs = "\n".join(f"line {number}" for number in range(100))
    with pytest.raises(WaitTimeout) as caught:
        Wait("the release to be ready", timeout_seconds=0.02, poll_seconds=0.005).until(check, lambda: logs)
    text = str(caught.value)
    assert text.startswith(
        "waited 0.0 s (limit 0.02 s) for the release to be ready\nlast answer: status 503\n"
    )
    assert "line 99" in text
    assert "line 60\n" in text
    assert "line 59\n" not in text


def test_unreadable_logs_do_not_hide_the_time_out() -> None:
    def describe() -> str:
        raise RuntimeError("no engine")

    with pytest.raises(
        WaitTimeout, match=r"for x\n.*\n.*\n\(could not be read: RuntimeError\('no engine'\)\)"
    ):
        Wait("x", timeout_seconds=0).until(lambda: None, describe)


def test_a_check_is_asked_once_even_without_time_and_again_when_it_is_over() -> None:
    asked: list[float] = []
    with pytest.raises(WaitTimeout):
        Wait("x", timeout_seconds=0.05, poll_seconds=10).until(lambda: asked.append(time.monotonic()))
    assert len(asked) == 2
    assert Wait("x", timeout_seconds=0).until(lambda: "at once") == "at once"


def test_a_failing_check_is_not_swallowed() -> None:
    def check() -> str | None:
        raise KeyError("broken check")

    with pytest.raises(KeyError, match="broken check"):
        Wait("x", timeout_seconds=1).until(check)


def test_a_pause_lasts_and_needs_a_reason() -> None:
    started = time.monotonic()
    pause(0.02, "to observe for two hundredths of a second")
    assert time.monotonic() - started >= 0.02
    with pytest.raises(ValueError, match="needs its reason"):
        pause(0.02, " ")
