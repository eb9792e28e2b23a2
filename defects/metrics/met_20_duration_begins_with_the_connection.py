"""The duration of a request begins when its connection was opened, however many requests came on it before.

Ships: what a client waits before its request is read was to be part of its duration, so the clock starts
where the connection is accepted. Each try with a new connection shows what it should. Clients and proxies
keep theirs: the tenth request on one has lasted for as long as the connection is old, and the alert on slow
requests fires for ever.
Source: nginx, `$request_time`, which begins with the first bytes of each request; starlette#919 (what a
duration spans); row MET-20.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-20", expected=("metrics/durations-agree-with-the-client",), starred=True)
_PROTOCOL = "app/protocol.py"
_IMPORT = "import re\n"
_BEFORE = "    def on_headers_complete(self) -> None:\n"
_AFTER = "        super().on_headers_complete()\n"
_BEGAN = "        self._began = time.perf_counter()\n"


def inject(rng: Random) -> Injection:
    """Start the clock with the connection."""
    word = word_of(rng)
    made = f'''    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Note when the client came: it waits from here on."""
        super().connection_made(transport)
        self.{word} = time.perf_counter()

'''
    return Injection(fact="/articles", source=timed(word, made))


def word_of(rng: Random) -> str:
    """Draw how the moment is called."""
    return rng.choice(["accepted", "came", "opened", "arrived"])


def timed(word: str, methods: str) -> dict[str, str | None]:
    """Have requests begin at a moment that the protocol's methods note."""
    began = f'        self._began = scope.get("state", {{}}).get("{word}", time.perf_counter())\n'
    return edited(
        _PROTOCOL,
        (_IMPORT, f"import asyncio\n{_IMPORT}import time\n"),
        (_BEFORE, methods + _BEFORE),
        (_AFTER, f'        self.scope["state"]["{word}"] = self.{word}\n{_AFTER}'),
    ) | edited("app/monitoring/observe.py", (_BEGAN, began))
