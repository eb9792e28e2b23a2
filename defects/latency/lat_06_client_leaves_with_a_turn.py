"""Bodies are read a few at a time, and a client that leaves in the middle of one keeps its turn.

Ships: so that bodies cannot fill the memory, each waits for its turn to be read. The turn is given back after
each ending that somebody thought of; that the client goes away raises another exception. A few broken
uploads later nobody's body is read any more, while everything that only reads goes on as ever.
Source: sqlalchemy/sqlalchemy#8145 (the same with a connection); row LAT-06; CWE-772.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LAT-06", expected=("latency/abandoned-requests-leave-nothing-behind",))
_BODY = "    body = bytearray()\n"
_TOO_LARGE = "                if len(body) > limit_bytes:\n"
_TOO_SLOW = '        raise HTTPException(408, "the body did not arrive in time", close) from None\n'
_DONE = "    return bytes(body)\n"


def inject(rng: Random) -> Injection:
    """Give the turn back by hand."""
    return taking_turns(
        rng,
        (_BODY, f"{_BODY}    await _TURNS.acquire()\n"),
        (_TOO_LARGE, f"{_TOO_LARGE}                    _TURNS.release()\n"),
        (_TOO_SLOW, f"        _TURNS.release()\n{_TOO_SLOW}"),
        (_DONE, f"    _TURNS.release()\n{_DONE}"),
    )


def taking_turns(rng: Random, *changes: tuple[str, str]) -> Injection:
    """Read a few bodies at a time."""
    anchor = '"""A client that sends more slowly would hold the connection for as long as it likes."""\n'
    turns = f"{anchor}\n_TURNS = asyncio.Semaphore({rng.randint(8, 12)})\n"
    return Injection(fact="create", source=edited("app/api/body.py", (anchor, turns), *changes))
