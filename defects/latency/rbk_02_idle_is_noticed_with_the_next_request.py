"""A connection that was idle for too long is closed when its next request comes, instead of an answer.

Ships: a timer for each connection was too many timers, so how long it was idle is looked at when it says
something. Proxies that keep connections for longer lose that request; what only reads they repeat, and hide
it.
Source: conbench#1156, litellm#19091; RFC 9112, 9.6 (Connection: close before the end).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-02",
    expected=("latency/idle-connections-are-safe-to-reuse",),
    collateral=("latency/availability-within-budget", "latency/error-ratio-within-budget"),
)


def inject(rng: Random) -> Injection:
    """Look at the clock when data come."""
    seconds = rng.choice([2, 3, 4, 5])
    protocol = edited(
        "app/protocol.py",
        (
            "\n_ABSOLUTE = ",
            f'\nIDLE_SECONDS = {seconds}.0\n"""Silent for so long is gone."""\n\n_ABSOLUTE = ',
        ),
        (
            "    def on_headers_complete(self) -> None:\n",
            """    _idle_since: float | None = None

    def on_response_complete(self) -> None:
        \"\"\"Note when the connection has nothing to do.\"\"\"
        self._idle_since = self.loop.time()
        super().on_response_complete()

    def data_received(self, data: bytes) -> None:
        \"\"\"Take what comes, unless the connection has been idle for too long: it is given up then.\"\"\"
        since, self._idle_since = self._idle_since, None
        if since is not None and self.loop.time() - since > IDLE_SECONDS:
            self.transport.close()
            return
        super().data_received(data)

    def on_headers_complete(self) -> None:
""",
        ),
    )
    return Injection(fact="idle", source=protocol)
