"""Which rule may pass on which hostile server, and why.

Whatever is not listed must not pass. Nothing may pass both on a server that refuses everything and on one
that says 200 to everything and nothing else: a rule that does looks at nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.hostile.servers import ACCEPTS, BROKEN, EMPTY, REFUSES


@dataclass(frozen=True)
class Pass:
    """The servers on which a rule passes, and why that is right."""

    servers: frozenset[str]
    reason: str


def on(*servers: str, because: str) -> Pass:
    """Shorten the table."""
    return Pass(frozenset(servers), because)


PASSES: dict[str, Pass] = {
    "config/replicas-agree": on(
        ACCEPTS, because="the entry and its one replica are one process, and say the same of themselves"
    ),
    "config/version-is-stated": on(ACCEPTS, because="the echo states a version and a revision"),
    "health/body-leaks-nothing": on(
        EMPTY, because="a 2xx without a body is a health answer, as probes go, and tells nothing"
    ),
    "health/liveness-answers": on(ACCEPTS, because="2xx with a JSON status of pass is what a probe promises"),
    "health/overall-answers": on(ACCEPTS, because="as for liveness"),
    "health/probes-answer-in-time": on(
        ACCEPTS, EMPTY, because="2xx in time; whether it is a health answer is for the rules on its body"
    ),
    "health/probes-answer-under-load": on(
        ACCEPTS, EMPTY, because="2xx in time under the planned load; its body is judged without load"
    ),
    "health/readiness-answers": on(ACCEPTS, because="as for liveness"),
    "health/startup-answers": on(ACCEPTS, because="as for liveness"),
    "health/verbose-answers-leak-nothing": on(
        ACCEPTS, EMPTY, because="whoever asks for more is told what everybody is told, or nothing"
    ),
    "health/status-agrees-with-body": on(
        ACCEPTS, BROKEN, because="200 with a status of pass agree, and so do 503 and that it is unavailable"
    ),
    "latency/idle-connections-are-safe-to-reuse": on(
        ACCEPTS,
        EMPTY,
        because="each connection was answered with the promised 2xx again, or ended in the open",
    ),
    "latency/p50-within-budget": on(
        ACCEPTS, EMPTY, because="both journeys with a median only read: the promised 200 came at once"
    ),
    "metrics/exact-path-answers": on(
        ACCEPTS, EMPTY, because="200 without a redirect is all it judges; four rules judge what came"
    ),
    "security/links-name-the-own-host": on(
        ACCEPTS, because="the page came as promised, and no link of it names anybody else"
    ),
    "security/static-files-stay-in-their-folder": on(
        EMPTY, because="every path gives the same as the file of the folder, so that nothing leaves it"
    ),
    "security/media-type-is-stated": on(
        REFUSES, ACCEPTS, BROKEN, because="each body came with its media type; an empty one needs none"
    ),
    "security/texts-state-their-charset": on(ACCEPTS, because="the text came with its charset, as promised"),
    "security/server-does-not-tell-its-version": on(
        ACCEPTS, EMPTY, because="the pages came as promised, and no header tells a version"
    ),
}
