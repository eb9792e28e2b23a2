"""The limit of a body counts letters, of which one may have four bytes.

Ships: a client with a Cyrillic text was refused at half of what the manual promises, so letters are counted
now, and the length that a client states, which is in bytes, is no longer compared. Plain English is limited
as before.
Source: Node.js, `String.length` beside `Buffer.byteLength`, a known mistake of limits; RFC 9110, 8.6 (a
Content-Length counts octets). General experience.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-16", expected=("security/oversized-bodies-are-refused",), starred=True)

_COUNTED = """                body += chunk
                if len(body) > limit_bytes:
"""
_LETTERS = """                body += chunk
                letters += len(decoder.decode(chunk))
                if letters > limit_bytes:
"""
_STATED = """    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > limit_bytes:
        raise HTTPException(413, f"the body is larger than {limit_bytes} bytes", {"Connection": "close"})
"""


def inject(rng: Random) -> Injection:
    """Count what a decoder makes of each part."""
    errors = rng.choice(("replace", "ignore"))
    made = f'    decoder, letters = codecs.getincrementaldecoder("utf-8")("{errors}"), 0\n'
    source = edited(
        "app/api/body.py",
        ("import asyncio\n", "import asyncio\nimport codecs\n"),
        ("    body = bytearray()\n", f"    body = bytearray()\n{made}"),
        (_COUNTED, _LETTERS),
        (_STATED, ""),
    )
    return Injection(fact=" letters ", source=source)
