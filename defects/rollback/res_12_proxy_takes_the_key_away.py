"""The proxy takes the client's key of a write away, as it does with what only it may say.

Ships: the proxy once made a key for each write itself, so that its own repeats were safe, and kept clients
from choosing one. The key is the client's by now, and the line that takes it away was left. The service
alone, as tests ask it, does everything right.
Source: general experience with headers that a proxy cleans; nginx leaves out headers with an underscore for
such a reason (`underscores_in_headers`).
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("RES-12", expected=("rollback/repeated-write-happens-once",), target="compose")
_CONFIGURATION = ROOT / "deploy" / "proxy" / "haproxy.cfg"
_LINE = "    http-request del-header X-Real-IP\n"


def inject(rng: Random) -> Injection:
    """Write it in one of its spellings."""
    named = rng.choice(("Idempotency-Key", "idempotency-key", "Idempotency- -m beg"))
    configuration = _CONFIGURATION.read_text(encoding="utf-8")
    if _LINE not in configuration:
        raise ValueError(f"{_CONFIGURATION}: there is no {_LINE!r} to stand behind")
    mounted = {"volumes": ["{folder}/haproxy.cfg:/etc/haproxy/haproxy.cfg:ro"]}
    return Injection(
        fact="POST /articles",
        override={"services": {"proxy": mounted}},
        files={"haproxy.cfg": configuration.replace(_LINE, f"{_LINE}    http-request del-header {named}\n")},
    )
