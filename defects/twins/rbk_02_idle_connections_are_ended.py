"""What was idle for a while is ended in the open.

Good because: whoever kept it sees that, and opens another one.
Source: RFC 9112, 9.5 (a server may close an idle connection at any time, and should do so gracefully).
"""

from __future__ import annotations

from random import Random

from defects.latency.rbk_02_idle_connections_are_forgotten import after
from proving.seed import Injection, Twin

TWIN = Twin("RBK-02", of="RBK-02-idle-connections-are-forgotten")


def inject(rng: Random) -> Injection:
    """Close what nobody used for some seconds."""
    seconds = rng.uniform(2, 6)
    return after(seconds, f"after {seconds:.1f} s", then="self.transport.close()")
