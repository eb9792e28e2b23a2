"""A connection that was idle loses nobody's request when it is used again.

Why: where a backend ends its idle connections before the proxy in front of it lets go of them, a request that
comes just then meets the end: a sporadic 502, or a POST of which nobody knows whether it was taken. It
happens in quiet hours, to one request in thousands, and to none in a test.
Reference: RFC 9112, 9.3.1 and 9.5; conbench/conbench#1156; heroku/python-getting-started#261;
BerriAI/litellm#19091.
Remedy: let each hop keep idle connections for longer than whoever connects to it (uvicorn's
`--timeout-keep-alive`, Node's `keepAliveTimeout`, above the proxy's own idle time); have the proxy drop idle
connections first, and repeat only requests that are safe; announce in `Keep-Alive` no more than is kept.
"""

from __future__ import annotations

from gonogo.core.rule import Judgement, rule
from gonogo.suites.latency.idle_words import cut_short, judged, kinds, raced, stale, summary
from gonogo.suites.latency.observations.idling import Idling


@rule("latency")
def judge(seen: Idling) -> Judgement:
    """Refuse what was lost on connections that were idle, where the same was answered on others.

    Who turns a crowd away says so to that of the control as well: such an answer is no loss.
    """
    control = [sent for wave in seen.control for sent in wave.sent if sent.lost]
    problems, in_waves = [*stale(seen), *cut_short(seen)], raced(seen)
    restless = [sent.said for sent in control if in_waves or not sent.answered]
    if restless and not problems:
        return Judgement.cannot_tell(
            f"{len(restless)} clients together lost a request on connections that were hardly idle: "
            f"{kinds(restless)}",
            idle=summary(seen),
        )
    examined = len(seen.kept) + seen.at_once + sum(len(judged(wave, seen)) for wave in seen.waves)
    found = (*problems, *([] if restless else in_waves))
    return Judgement(examined, found, "nothing was answered as promised", {"idle": summary(seen)})
