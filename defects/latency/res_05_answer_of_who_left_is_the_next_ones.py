"""A connection goes back to its pool with an answer that nobody has read, and whoever is next reads that one.

Ships: what nobody waits for any more is given up, as a service under load should; and titles are cleaned by a
helper, over a few connections that are kept. One is given back however its use ends, so that none is lost.
That of a client who left between the question and the answer has the answer still in it: from then on each
article gets the title of the one before it, by whomever.
Source: redis/redis-py#2624, #2665; OpenAI, "March 20 ChatGPT outage" (2023); row RES-05 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RES-05", expected=("latency/abandoned-requests-leave-nothing-behind",), starred=True)
_CLEANER = '''"""Titles are cleaned by helpers, each at the other end of a connection that is kept."""

import asyncio
import json
import sys

_CODE = """
import json, sys, time
for line in sys.stdin:
    time.sleep(PAUSE)  # what its dictionary takes
    print(json.dumps(" ".join(json.loads(line).split())), flush=True)
"""


class Cleaner:
    """A pool of connections to helpers, which end with this process."""

    def __init__(self) -> None:
        self._free: asyncio.LifoQueue[asyncio.subprocess.Process | None] = asyncio.LifoQueue()
        for _ in range(MANY):
            self._free.put_nowait(None)

    async def cleaned(self, text: str) -> str:
        """Return the text as a helper makes it."""
        helper = await self._free.get()
        try:
            helper = helper or await _helper()
            return await _asked(helper, text)
        finally:
            self._free.put_nowait(helper)


async def _helper() -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(sys.executable, "-c", _CODE, stdin=pipe, stdout=pipe)


async def _asked(helper: asyncio.subprocess.Process, text: str) -> str:
    if helper.stdin is None or helper.stdout is None:
        raise RuntimeError("a helper without its pipes")
    helper.stdin.write(json.dumps(text).encode() + b"\\n")
    await helper.stdin.drain()
    return str(json.loads(await helper.stdout.readline()))
'''
_LEAVING = '''"""Gives a request up once its client has left."""

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class LeaveWithTheClient:
    """Cancels what nobody waits for any more."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, for as long as its client is there."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        messages: asyncio.Queue[Message] = asyncio.Queue(1)
        answering = asyncio.ensure_future(self._app(scope, messages.get, send))
        listening = asyncio.create_task(_listen(receive, messages))
        await asyncio.wait({answering, listening}, return_when=asyncio.FIRST_COMPLETED)
        listening.cancel()
        if answering.done():
            await answering
            return
        answering.cancel()
        with suppress(asyncio.CancelledError):
            await answering


async def _listen(receive: Receive, messages: asyncio.Queue[Message]) -> None:
    """Hand each message on until the client leaves."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        await messages.put(message)
'''
_STORE = "app/knowledge/store.py"
_DATABASE = "from app.knowledge.database import Database\n"
_INIT = "        self._database = database\n"
_ROW = """        now = datetime.now(UTC)
        row = content.model_dump() | {"owner": owner, "version": 1, "created_at": now, "updated_at": now}
"""
_HOSTS = "    app.add_middleware(AnswerForOwnHosts, "


def inject(rng: Random) -> Injection:
    """Let who left leave, and give the connection back."""
    cleaner = _CLEANER.replace("PAUSE", f"{rng.uniform(0.02, 0.04):.3f}")
    cleaner = cleaner.replace("MANY", str(rng.randrange(2, 4)))
    name = rng.choice(["title", "clean", "made"])
    row = _ROW.replace(
        "        row = content",
        f"        {name} = await self._cleaner.cleaned(content.title)\n        row = content",
    ).replace('| {"owner"', f'| {{"title": {name}}}\n        row |= {{"owner"')
    store = edited(
        _STORE,
        (_DATABASE, f"from app.knowledge.cleaner import Cleaner\n{_DATABASE}"),
        (_INIT, f"{_INIT}        self._cleaner = Cleaner()\n"),
        (_ROW, row),
    )
    application = edited(
        "app/api/application.py",
        (
            "from app.api.middleware import AnswerFailures",
            "from app.api.leaving import LeaveWithTheClient\nfrom app.api.middleware import AnswerFailures",
        ),
        (_HOSTS, f"    app.add_middleware(LeaveWithTheClient)\n{_HOSTS}"),
    )
    return Injection(
        fact="create",
        source={"app/knowledge/cleaner.py": cleaner, "app/api/leaving.py": _LEAVING, **store, **application},
    )
