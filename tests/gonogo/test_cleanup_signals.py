"""SIGTERM tears down, once."""

import os
import signal
import subprocess

import pytest

from gonogo.cleanup.signals import EXIT_STATUS, Terminated, let_it_end, raise_on_sigterm


def test_the_first_sigterm_raises_and_the_second_lets_the_teardown_finish() -> None:
    steps: list[str] = []
    with raise_on_sigterm():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            steps.append("went on")
        except Terminated as ended:
            os.kill(os.getpid(), signal.SIGTERM)
            steps.append(str(ended))
    assert steps == ["SIGTERM received: tearing down"]


def test_the_former_handler_comes_back() -> None:
    former = signal.getsignal(signal.SIGTERM)
    with raise_on_sigterm():
        assert signal.getsignal(signal.SIGTERM) is not former
    assert signal.getsignal(signal.SIGTERM) is former


def test_it_interrupts_as_ctrl_c_does_and_names_its_exit_status() -> None:
    assert issubclass(Terminated, KeyboardInterrupt)
    assert not issubclass(Terminated, Exception)
    assert EXIT_STATUS == Terminated.exit_status == 143


def test_children_of_the_teardown_can_still_be_terminated() -> None:
    with raise_on_sigterm():
        with pytest.raises(Terminated):
            os.kill(os.getpid(), signal.SIGTERM)
        child = subprocess.run(["sh", "-c", "kill -TERM $$; echo survived"], check=False, capture_output=True)
    assert (child.returncode, child.stdout) == (-signal.SIGTERM, b"")


def test_what_comes_while_the_verdict_is_given_is_too_late() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    listen_again = let_it_end()
    for number in (signal.SIGTERM, signal.SIGINT):
        os.kill(os.getpid(), number)
    listen_again()
    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)] == before
