"""The proxy gives each request an id of its own, in the place of the one that came.

Ships: a line of the proxy's manual that makes ids, without the condition that one may be there already.
Source: https://www.haproxy.com/documentation/haproxy-configuration-tutorials/observability/unique-ids/; row
LOG-09 of the catalogue.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("LOG-09", expected=("security/incoming-request-ids-are-kept",), target="compose")
_CONFIGURATION = ROOT / "deploy" / "proxy" / "haproxy.cfg"
_LINE = "%[uuid()] unless sane_request_id"


def inject(rng: Random) -> Injection:
    """Make it of a word and a random one, for every request."""
    configuration = _CONFIGURATION.read_text(encoding="utf-8")
    if _LINE not in configuration:
        raise ValueError(f"{_CONFIGURATION}: there is no {_LINE!r} to replace")
    word = f"{rng.choice(['edge', 'front', 'door'])}{rng.randrange(10, 100)}"
    return Injection(
        fact=word,
        override={"services": {"proxy": {"volumes": ["{folder}/haproxy.cfg:/etc/haproxy/haproxy.cfg:ro"]}}},
        files={"haproxy.cfg": configuration.replace(_LINE, f"{word}-%[uuid()]")},
    )
