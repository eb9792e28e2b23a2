"""The time machine ends within seconds of a signal, with what it started gone: gate and service.

It installs a release first, and is tried where a registry can be reached.
"""

from __future__ import annotations

import signal

import pytest

from selftests.ending import ends_whole

PAIR = "waitress-header"


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_nothing_of_it_is_left(sent: signal.Signals) -> None:
    ends_whole(["proving.upstream", PAIR], f"upstream-{PAIR}-bad", "app.py", sent, starts_seconds=120)
