"""Releases may be fetched ahead: each that would be tried, none is tried, what cannot be had is named."""

from __future__ import annotations

import signal

import pytest

from proving.upstream import __main__ as prover
from proving.upstream.entries import Pair, Release, read_all


@pytest.mark.parametrize(("reason", "status"), [("", 0), ("PyPI, x 1: no answer", 3)], ids=["had", "held"])
def test_each_release_of_a_pair_is_fetched_and_none_is_tried(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], reason: str, status: int
) -> None:
    pair, fetched = read_all()[0], list[str]()

    def lacking(_: Pair, release: Release) -> str:
        fetched.append(release.label)
        return reason

    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(prover, "lacking", lacking)
    monkeypatch.setattr(prover, "_try_all", lambda _: pytest.fail("a release was tried"))
    assert prover.main([pair.id, "--fetch"]) == status
    assert sorted(fetched) == sorted(release.label for release in pair.releases)
    assert capsys.readouterr().out.count("HOLD: PyPI, x 1: no answer") == (len(fetched) if reason else 0)
