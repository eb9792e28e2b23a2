"""Tokens live sixty times as long as the answer says that they do.

Ships: the end was a sum of seconds and became one of times, and `timedelta` got the number under another
name. The client is told the right number, and only who reads the token sees the other.
Source: Vonage/vonage-video-react-app#672 and Zaubrik/djwt#19 (an end in another unit); fusion44/blitz_api#53;
OWASP ASVS 5.0 9.2.1.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-11", expected=("security/tokens-are-short-lived",))
_LIFETIME_SECONDS = 300
_EXPIRES = '            "exp": now + self.lifetime_seconds,\n'


def inject(rng: Random) -> Injection:
    """Add as many minutes."""
    del rng
    return ending("minutes", f"{_LIFETIME_SECONDS * 60} s")


def ending(unit: str, fact: str) -> Injection:
    """Add the lifetime by a name of `timedelta`."""
    ends = f'            "exp": datetime.fromtimestamp(now, UTC) + timedelta({unit}=self.lifetime_seconds),\n'
    imports = "from dataclasses import dataclass\n"
    source = edited(
        "app/security/tokens.py",
        (imports, f"{imports}from datetime import UTC, datetime, timedelta\n"),
        (_EXPIRES, ends),
    )
    return Injection(fact=fact, source=source)
