"""The server's parser takes messages with a length and chunks, and goes on after them.

Ships: an old client sends both, and the parser's leniency was switched on for it.
Source: RFC 9112, 6.3; nodejs/llhttp, "Leniency flags" (each "can expose you to request smuggling").
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEH-14",
    expected=("security/ambiguous-framing-is-refused",),
    collateral=("security/both-framings-end-the-connection",),
)
_FILE = "app/protocol.py"
_NEXT = "    def send_400_response("
BOTH = "lenient_chunked_length=True"
_OTHERS = ["lenient_headers=True", "lenient_keep_alive=True", "lenient_transfer_encoding=True"]


def inject(rng: Random) -> Injection:
    """Switch on that one, with or without others."""
    return lenient(", ".join([BOTH, *rng.sample(_OTHERS, rng.randrange(3))]))


def lenient(flags: str, more: str = "") -> Injection:
    """Switch leniencies on, and put more lines into the protocol."""
    lines = f"""    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True, {flags})

{more}"""
    text = (ROOT / _FILE).read_text(encoding="utf-8")
    if _NEXT not in text:
        raise ValueError(f"{_FILE}: there is no {_NEXT!r} to stand before")
    return Injection(fact="401, 401", source={_FILE: text.replace(_NEXT, lines + _NEXT)})
