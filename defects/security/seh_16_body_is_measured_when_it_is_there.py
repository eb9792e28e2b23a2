"""The length of a body is looked at once all of it has been read, whatever that may be.

Ships: limit and clock were woven into one loop, which was taken apart: first read, then look. Whoever sends
one byte too many gets the same answer as before; whoever does not stop is read for as long as the clock runs,
as fast as he can send, and all of it is held in memory.
Source: Starlette, `Request.body` (it joins every part, without a limit); CWE-770; OWASP API4:2023. The
refactoring is own.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEH-16",
    expected=("security/oversized-bodies-are-refused",),
    collateral=("security/no-input-holds-up-the-next-client",),
)
_LOOP = """    body = bytearray()
    try:
        async with asyncio.timeout(READ_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit_bytes:
                    raise HTTPException(413, f"the body is larger than {limit_bytes} bytes", close)
    except TimeoutError:
        raise HTTPException(408, "the body did not arrive in time", close) from None
    return bytes(body)
"""
_APART = """    try:
        body = await asyncio.wait_for(request.body(), READ_SECONDS)
    except TimeoutError:
        raise HTTPException(408, "the body did not arrive in time", close) from None
    if len(body) > limit_bytes:
        raise HTTPException(413, f"the body is larger than {limit_bytes} bytes", close)
    return body
"""
_STATED = """    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > limit_bytes:
        raise HTTPException(413, f"the body is larger than {limit_bytes} bytes", {"Connection": "close"})
"""


def inject(_rng: Random) -> Injection:
    """Read first; what was looked at twice is looked at once."""
    return Injection(fact="/articles", source=edited("app/api/body.py", (_LOOP, _APART), (_STATED, "")))
