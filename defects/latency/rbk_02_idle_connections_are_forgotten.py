"""What was idle for a while is forgotten without a word: it looks open, and what comes on it is never read.

Ships: a packet filter or a balancer drops the state of idle connections without a FIN or a reset; each client
finds out by its own time-out, on the first request after a quiet time.
Source: moby/moby#31208 (IPVS forgets after 15 minutes); RFC 5382, 5 (REQ-5).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-02", expected=("latency/idle-connections-are-safe-to-reuse",))
_NEXT = "    def send_400_response("


def inject(rng: Random) -> Injection:
    """Read no more of a connection that nobody used for some seconds."""
    return forgotten(rng.uniform(2, 6), "pause_reading")


def forgotten(seconds: float, how: str) -> Injection:
    """Call the transport's method once a connection was idle for so long."""
    lines = f"""    def on_response_complete(self) -> None:
        super().on_response_complete()
        idle = self.loop.time()
        self.idle_since = idle
        self.loop.call_later({seconds:.3f}, self.forget, idle)

    def data_received(self, data: bytes) -> None:
        self.idle_since = 0.0
        super().data_received(data)

    def forget(self, idle: float) -> None:
        if self.idle_since == idle and not self.transport.is_closing():
            self.transport.{how}()

"""
    return Injection(fact="no answer", source=edited("app/protocol.py", (_NEXT, lines + _NEXT)))
