"""The server runs on its pure Python implementation of HTTP, which keeps a connection after both framings.

Ships: the fast parser had no wheel for a new platform, and `http="h11"` was left for everybody.
Source: RFC 9112, 6.1; python-hyper/h11, `_body_framing` (chunks win, and a Content-Length is dropped).
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEH-14",
    expected=("security/both-framings-end-the-connection",),
    collateral=("security/ambiguous-framing-is-refused",),
)
_FILE = "app/server.py"
_PROTOCOL = "http=Protocol,"


def inject(rng: Random) -> Injection:
    """Choose that one, with some limit on what it buffers."""
    text = (ROOT / _FILE).read_text(encoding="utf-8")
    if _PROTOCOL not in text:
        raise ValueError(f"{_FILE}: there is no {_PROTOCOL!r} to replace")
    chosen = f'http="h11", h11_max_incomplete_event_size={rng.choice([16384, 32768, 65536])},'
    return Injection(fact="401, 401", source={_FILE: text.replace(_PROTOCOL, chosen)})
