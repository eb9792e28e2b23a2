"""What a start with nothing wrong says about those with something wrong. Pure.

Without its network a release may stay up, or end where it needs a dependency. Either is a control: a wrong
start is refused where it ends otherwise, and sooner. One that ends for another reason is none, and a wrong
start that ends just as the control did shows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement

_SLOWER = 3.0  # several starts go on side by side, each of them slower than one alone
_LAST_LINES = 12
_UNREACHABLE = re.compile(
    r"name or service not known|name resolution|name does not resolve|nodename nor servname|no such host|"
    r"could not translate host|getaddrinfo|gaierror|unknown ?host|enotfound|eai_again|could not resolve|"
    r"can't resolve|cannot resolve|nxdomain|host not found|unknown mysql server host|"
    r"network is unreachable|enetunreach|no route to host|ehostunreach|"
    r"connection refused|econnrefused|connect call failed|"
    r"(could not|cannot|can't|unable to|failed to) (connect|reach|open a? ?connection)|"
    r"connection (attempt )?(failed|timed out)|connect(ion)? timeout|etimedout|"
    r"(timeout|timed out|gave up|giving up) .{0,40}(wait|connect|reach)|"
    r"(wait|connect|reach).{0,60}(timeout|timed out)|"
    r"server selection timeout|no brokers available|connectionerror|operationalerror.*(connect|translate)",
    re.IGNORECASE,
)


class Ended(Protocol):
    """One start: ``status`` is None where it still ran at the end of its time."""

    @property
    def status(self) -> int | None:
        """Its exit status."""

    @property
    def seconds(self) -> float:
        """How long it ran."""

    @property
    def output(self) -> str:
        """Its last lines."""


def doubt(control: Sequence[Ended]) -> str:
    """Return why the control is none, with its output; empty where refusals mean something beside it."""
    if not control:
        return "there was no control start, with nothing wrong"
    one = control[0]
    if one.status is None or stopped_at_a_dependency(one):
        return ""
    said = "\n".join(_last_lines(one.output)) or "it said nothing"
    return (
        f"the control did not start: with nothing wrong it ended with {one.status} "
        f"after {one.seconds:.1f} s, and not at a dependency:\n{said}"
    )


def stopped_at_a_dependency(start: Ended) -> bool:
    """Whether it ended because something could not be reached, by its own last words."""
    said = " ".join(_last_lines(start.output))
    return start.status not in (None, 0) and _UNREACHABLE.search(said) is not None


def window(limit: float, control: Ended, served_after: float | None) -> float:
    """Return the time in which a refusal has to come: what is promised, or a multiple of the control's own.

    The control's own time is that until it served, or ended at a dependency.
    """
    took = control.seconds if control.status is not None else served_after
    return max(limit, _SLOWER * took) if took is not None else limit


def ended_alike(start: Ended, control: Sequence[Ended], *names: str) -> bool:
    """Whether a wrong start ended as the control did: at a dependency, without naming what is wrong."""
    if not control or control[0].status is None or start.status in (None, 0):
        return False
    named = any(name and name in start.output and name not in control[0].output for name in names)
    same = _shape(start.output) == _shape(control[0].output)
    return not named and (same or stopped_at_a_dependency(start))


def conclude(
    examined: int, problems: Iterable[Problem], alike: Sequence[str], nothing: str = ""
) -> Judgement:
    """Fail on a problem; else be inconclusive where a wrong start showed nothing."""
    found = tuple(problems)
    if alike and not found:
        those = ", ".join(alike[:5]) + (f" and {len(alike) - 5} more" if len(alike) > 5 else "")
        return Judgement.cannot_tell(
            f"{those}: ended as the control did, at a dependency, so that nobody knows whether it is "
            "refused; validate before anything is connected"
        )
    return Judgement(examined, found, nothing)


def _last_lines(output: str) -> list[str]:
    return [line.rstrip() for line in output.splitlines() if line.strip()][-_LAST_LINES:]


def _shape(output: str) -> str:
    """Return the last line without what differs from start to start: numbers, ids, addresses."""
    return re.sub(r"0x[0-9a-f]+|[0-9a-f]{8,}|\d+", "#", _last_lines(output)[-1]) if output.strip() else ""
