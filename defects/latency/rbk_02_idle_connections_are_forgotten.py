"""What was idle for a while is forgotten without a word: it looks open, and what comes on it goes nowhere.

Ships: a packet filter or a balancer drops the state of idle connections without a FIN or a reset, and a
sidecar that has one upstream connection for each of its client's finds out with the next request.
Source: moby/moby#31208 (IPVS forgets after 15 minutes); RFC 5382, 5 (REQ-5).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-02", expected=("latency/idle-connections-are-safe-to-reuse",))
_NEXT = "    def send_400_response("
_FAILS = """            head = b"HTTP/1.1 {status} Upstream\\r\\nContent-Length: 0\\r\\nConnection: close"
            self.transport.write(head + b"\\r\\n\\r\\n")
            self.transport.close()
            return
"""


def inject(rng: Random) -> Injection:
    """Turn away what comes on a connection that nobody used for some seconds."""
    status = rng.choice([502, 503, 504])
    return after(rng.uniform(2, 6), f"{status} x", late=_FAILS.replace("{status}", str(status)))


def after(seconds: float, fact: str, *, late: str = "            pass\n", then: str = "") -> Injection:
    """Do one thing with what comes on a connection that was idle for so long, or another when it has been."""
    lines = f"""    def on_response_complete(self) -> None:
        super().on_response_complete()
        self.idle_since = since = self.loop.time()
        self.loop.call_later({seconds:.3f}, self.was_idle, since)

    def data_received(self, data: bytes) -> None:
        since, self.idle_since = getattr(self, "idle_since", 0.0), 0.0
        if since and self.loop.time() - since > {seconds:.3f}:
{late}        super().data_received(data)

    def was_idle(self, since: float) -> None:
        if self.idle_since == since and not self.transport.is_closing():
            {then or "pass"}

"""
    return Injection(fact=fact, source=edited("app/protocol.py", (_NEXT, lines + _NEXT)))
