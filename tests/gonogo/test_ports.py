"""Ports that a process is told to listen on: nobody's, and nobody's soon."""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.instruments import ports


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    ports._first_handed_out.cache_clear()
    yield
    ports._first_handed_out.cache_clear()


def _kernel(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str) -> None:
    (folder / "range").write_text(text)
    monkeypatch.setattr(ports, "_HANDED_OUT", folder / "range")


def test_each_port_is_another_one() -> None:
    assert len(set(ports.free_ports(3))) == 3


def test_none_is_one_that_a_connection_may_be_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _kernel(monkeypatch, tmp_path, "20000\t60999\n")
    assert all(10_000 <= port < 20_000 for port in ports.free_ports(50))


@pytest.mark.parametrize("listens", ["127.0.0.1", "127.0.0.2", ""])
def test_one_that_is_taken_on_any_address_is_passed_by(listens: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server((listens, 0)) as taken:
        free, of_another = ports.free_port(), taken.getsockname()[1]
        monkeypatch.setattr(ports, "_drawn", lambda: [of_another, free])
        assert ports.free_port() == free


@pytest.mark.parametrize("text", ["1024\t65535\n", "", "none"])
def test_the_kernel_chooses_where_it_hands_out_all(
    text: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _kernel(monkeypatch, tmp_path, text)
    assert ports._drawn() == [0]
    assert ports.free_port() > 0


def test_none_left_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        held = taken.getsockname()[1]
        monkeypatch.setattr(random, "choices", lambda *_, k: [held] * k)
        monkeypatch.setattr(ports, "_first_handed_out", lambda: 30_000)
        with pytest.raises(OSError, match="no port is free"):
            ports.free_port()
