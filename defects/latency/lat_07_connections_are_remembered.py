"""What came on a connection is kept for as long as it lives, and forgotten only where the service ends it.

Ships: for a case of support the last pieces of each connection are kept, with their times and sizes. They
are dropped where an idle connection is ended by its time. A client that closes its own, as each probe and
each short script does, leaves them behind. Whoever tries it over a few connections that stay open sees
nothing grow.
Source: Skyliner 2017 and AWS EBS 2012, danluu/post-mortems (as one-line summaries); general experience; row
LAT-07, which names connections beside requests.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LAT-07", expected=("latency/memory-comes-to-rest",), starred=True)
_FILE = "app/protocol.py"
_IMPORT = "import re\n"
_LOGGED = "\n\nclass Protocol(HttpToolsProtocol):\n"
_NEXT = "    def on_headers_complete(self) -> None:\n"


def inject(rng: Random) -> Injection:
    """Keep some hundred pieces of each connection."""
    name = rng.choice(["_pieces", "_last", "_history"])
    most = rng.randrange(500, 801, 50)
    kept = f'''_MOST = {most}
"""Pieces that are kept of a connection."""

_open: dict[HttpToolsProtocol, list[tuple[float, int]]] = {{}}
'''
    more = f'''    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Keep what comes on this connection, the newest piece in the place of the oldest."""
        super().connection_made(transport)
        self.{name} = _open[self] = [(0.0, piece) for piece in range(_MOST)]
        self._piece = 0

    def data_received(self, data: bytes) -> None:
        """Note a piece."""
        self.{name}[self._piece % _MOST] = (time.monotonic(), len(data))
        self._piece += 1
        super().data_received(data)

    def timeout_keep_alive_handler(self) -> None:
        """Forget an idle connection that ends."""
        _open.pop(self, None)
        super().timeout_keep_alive_handler()

'''
    source = edited(
        _FILE,
        (_IMPORT, f"import asyncio\n{_IMPORT}import time\n"),
        (_LOGGED, f"\n{kept}{_LOGGED}"),
        (_NEXT, more + _NEXT),
    )
    return Injection(fact="memory of local-0", source=source)
