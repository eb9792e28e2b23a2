"""A scrape that is asked for compressed is the same one, and whole.

Why: a Prometheus server asks for gzip, and a person with curl does not; a body that is compressed twice, is
cut, or does not say that it is compressed looks well to that person, and the target is down.
Reference: Prometheus, scrape/scrape.go (asks for gzip, and reads what says anything else as it is); RFC 9110,
8.4.
Remedy: compress in one place, the library or the proxy, and let it write Content-Encoding and Content-Length.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.observations.compressed import Compressed, Pair

_OTHERS = ("GZIP", "X-GZIP", "DEFLATE")  # what our own client unpacks, and Prometheus reads as it is
_SHOWN = 3


@rule("metrics")
def judge(seen: Compressed) -> Judgement:
    """Refuse another coding, a body that does not unpack, and one without a name that plain ones have."""
    compared = [pair for pair in seen.pairs if pair.plain]
    problems = tuple(
        Problem(f"the scrape of {pair.source}, asked for compressed", "the names of the plain one", wrong)
        for pair in compared
        if (wrong := _wrong(pair))
    )
    coded = sum(1 for pair in compared if pair.coding)
    reason = "no process answered 200 with a sample when nothing was to be compressed"
    return Judgement(len(compared), problems, reason, {"compressed": coded})


def _wrong(pair: Pair) -> str:
    if pair.error or pair.status != 200:
        return pair.error or f"status {pair.status}"
    if pair.coding != "gzip" and pair.coding.upper() in _OTHERS:
        return f"Content-Encoding {pair.coding!r}, for which nobody asked"
    if not pair.lost:
        return ""
    shown = ", ".join(pair.lost[:_SHOWN])
    said = f"Content-Encoding {pair.coding!r}" if pair.coding else "no Content-Encoding"
    return f"{len(pair.lost)} of {pair.plain} are not there under {said}: {shown}"
