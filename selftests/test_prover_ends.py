"""The prover ends within seconds of a signal, its runs gone, also where it was started in the background."""

from __future__ import annotations

import signal

import pytest

from proving.catalogue import seeds
from selftests.ending import ends_whole

SEED = next(seed for seed in seeds() if seed.id == "SEH-05-error-is-a-page")


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_nothing_of_it_is_left(sent: signal.Signals) -> None:
    words = ["proving", "--only", SEED.id]
    ends_whole(words, f"{SEED.id}-{SEED.number(1)}", "proving.serve", sent, starts_seconds=60)
