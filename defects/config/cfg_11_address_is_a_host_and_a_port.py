"""A failed migration is told to a desk whose address stands in the source, in staging as in production.

Ships: the address was no URL, but two arguments of a client, and nobody saw it as one.
Source: Travis CI, z2b3lz2kwcfp (danluu/post-mortems): a script that knew production's place by heart.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-11", expected=("config/addresses-and-credentials-are-settings",))
_OLD = "        raise SystemExit(1) from None\n"
_NEW = "        _tell(type(failed).__name__)\n" + _OLD
_TELL = '''def _tell(failure: str) -> None:
    """Let those on call know; a desk that does not answer changes nothing."""
    desk = HTTPSConnection("{host}", {port}, timeout=3)
    try:
        desk.request("POST", "/events", json.dumps({{"service": SERVICE, "failure": failure}}))
    except (OSError, HTTPException):
        structlog.get_logger("app").warning("desk_not_told")
    finally:
        desk.close()


def check('''


def inject(rng: Random) -> Injection:
    """Tell it from the command that migrates."""
    number, port = rng.randrange(2, 20), rng.choice([8443, 9443, 6443])
    site = rng.choice(["fra2", "ams1", "iad3"])
    host = rng.choice([f"desk-{number}.{site}.internal", f"10.{rng.randrange(12, 90)}.{number}.17"])
    source = edited(
        "app/__main__.py",
        ("import sys\n\nimport structlog\n", _IMPORTS),
        (_OLD, _NEW),
        ("def check(", _TELL.format(host=host, port=port)),
    )
    return Injection(fact=host, source=source)


_IMPORTS = """import sys
from http.client import HTTPException, HTTPSConnection

import structlog

from app import SERVICE
"""
