"""An engine that takes calls and answers none ends every wait, with one sentence."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.cleanup.engine import SETTING, call_seconds
from gonogo.targets import engine
from gonogo.targets.base import TargetError


@pytest.fixture
def silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A socket that takes connections, as that of a stopped engine does."""
    address = tmp_path / "engine.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(address))
        listener.listen()
        monkeypatch.setenv("DOCKER_HOST", f"unix://{address}")
        monkeypatch.setenv(SETTING, "0.2")
        yield


@pytest.mark.usefixtures("silent")
def test_a_call_to_a_silent_engine_ends_in_one_sentence() -> None:
    began = time.monotonic()
    with pytest.raises(engine.EngineSilentError) as told:
        engine.connect()
    assert str(told.value) == engine.SILENT
    assert time.monotonic() - began < 2.0


@pytest.mark.usefixtures("silent")
def test_a_silent_engine_is_recognised() -> None:
    assert engine.is_silent()


def test_no_engine_is_another_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path / 'nobody.sock'}")
    with pytest.raises(TargetError, match="no container engine answers") as told:
        engine.connect()
    assert not isinstance(told.value, engine.EngineSilentError)


def test_what_one_process_found_all_know(tmp_path: Path) -> None:
    assert not engine.is_known_silent(tmp_path)
    engine.remember_silence(tmp_path)
    assert engine.is_known_silent(tmp_path)


@pytest.mark.parametrize("said", ["soon", "0", "-1", "nan", "inf"])
def test_a_setting_that_is_no_time_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv(SETTING, said)
    with pytest.raises(ValueError, match=f"{SETTING}={said}"):
        call_seconds(60.0)


def test_a_slow_engine_can_be_given_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "90")
    assert call_seconds(60.0) == 90.0
    monkeypatch.setenv(SETTING, "")
    assert call_seconds(60.0) == 60.0
