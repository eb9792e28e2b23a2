"""Our own delays, from a process that does not let its other threads run."""

import sys
import time

from gonogo.instruments.pulse import Pulse


def test_an_idle_process_keeps_its_time_and_a_stopped_one_does_not() -> None:
    interval = sys.getswitchinterval()
    with Pulse() as pulse:
        idle = time.monotonic()
        while time.monotonic() < idle + 0.1:
            pulse._over.wait(0.01)
        began = time.monotonic()
        try:
            sys.setswitchinterval(10.0)  # no other thread gets its turn
            while time.monotonic() < began + 0.3:
                pass
        finally:
            sys.setswitchinterval(interval)
        took = time.monotonic() - began
    assert 0.15 < pulse.stalled_seconds(began, took) <= took
    assert pulse.stalled_seconds(began + took + 1.0, 1.0) == 0.0


def test_only_the_part_that_overlaps_counts() -> None:
    pulse = Pulse()
    pulse._stalls = [(10.0, 11.0), (20.0, 20.5)]
    seconds = [pulse.stalled_seconds(*span) for span in ((9.0, 1.5), (10.2, 0.3), (0.0, 5.0), (0.0, 99.0))]
    assert seconds == [0.5, 0.3, 0.0, 1.5]
