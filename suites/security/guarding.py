"""What the rules on the route table share. Pure."""

from __future__ import annotations

from gonogo.contract.security import Security
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement
from gonogo.suites.security.observations.surface import Call, Calls

_CREDENTIALS = {
    "none": "without a credential",
    "none, from inside": "without a credential, calling itself a probe of 127.0.0.1 (X-Forwarded-For)",
    "none, but a name": "without a credential, with a name in X-Forwarded-User and its like",
    "empty": "with an empty credential",
    "malformed": "with a malformed credential",
    "changed": "with a right credential whose end is changed",
    "extended": "with a right credential and more behind it",
    "shortened": "with a right credential that has lost its end",
}
_FORGED = ("none, from inside", "none, from its own page", "none, but a name")
WITHOUT = ("none", *_FORGED)
_LIMITED = 429
_TURNED_AWAY = (400, 401, 403, _LIMITED)
"""What a service may say to a header that no client has to send, or to so many calls: a page's own script
is refused where a person is led to the sign-in."""
_TAKEN = range(200, 300)
_SHOWN = 5
_NOT_FOUND = 404
_UNKNOWN = (404, 405, 501)  # a service may know no HEAD


def guarded(seen: Calls, security: Security) -> list[Call]:
    """Return the calls of routes that need a credential.

    Private paths are left to private-paths-are-closed: the entry, and not a credential, keeps them.
    """
    return [
        call
        for call in seen.calls
        if not {call.route, _as_get(call)} & {*security.anonymous}
        and not security.is_private(call.method, call.template)
    ]


def _as_get(call: Call) -> str:
    """Return the route whose answer's head is asked for."""
    return f"GET {call.template}" if call.method == "HEAD" else call.route


def judge_refusals(
    calls: list[Call], security: Security, seen: Calls, malformed: tuple[int, ...] = ()
) -> Judgement:
    """Refuse an answer that is no refusal; where a call got no answer, nobody can tell.

    Neither can anybody where a process takes no right credential: it may refuse everything. Nor where a path
    is unknown to the router, which asks nobody who he is; nor where a limit of the client came first.
    """
    refusals, control, unreached = security.refusals, seen.control, {*seen.unreached}
    answered = [call for call in calls if call.status is not None]
    open_ = [call for call in answered if not _refused(call, refusals, malformed)]
    lost = [call for call in open_ if call.status == _NOT_FOUND and (call.source, call.route) in unreached]
    limited = [call for call in open_ if call.status == _LIMITED]
    problems = tuple(_problem(call, refusals) for call in open_ if call not in (*lost, *limited))
    if not problems and len(answered) < len(calls):
        silent = sorted({f"{call.route} ({call.error})" for call in calls if call.status is None})
        return Judgement.cannot_tell(f"no answer from {', '.join(silent)}")
    if not calls:
        return Judgement.cannot_tell("no route that needs a credential was called")
    if not problems and (why := _untaken(calls, control) or _unreached(lost) or _limited(limited)):
        return Judgement.cannot_tell(why)
    return Judgement(len(answered), problems)


def _untaken(calls: list[Call], control: tuple[Call, ...]) -> str:
    """Name the processes at which nothing shows that a right credential is taken."""
    taken = {call.source for call in control if call.status in _TAKEN}
    closed = sorted({call.source for call in calls} - taken)
    tried = [f"{c.route} at {c.source} was answered with {c.status}" for c in control if c.source in closed]
    said = "; ".join(tried[:_SHOWN]) or "nothing was called with one of `credentials`"
    return f"no right credential was taken at {', '.join(closed)}: {said}" if closed else ""


def _unreached(lost: list[Call]) -> str:
    """Say which routes nobody came to, and what would lead there."""
    routes = sorted({call.route for call in lost})
    if not routes:
        return ""
    more = f" and {len(routes) - _SHOWN} more" if len(routes) > _SHOWN else ""
    said = f"{', '.join(routes[:_SHOWN])}{more}: answered as what does not exist is, to anybody"
    return (
        f"{said}; missing: a `pattern` or `example` of the parameter in the document, or of the command's row"
    )


def _limited(calls: list[Call]) -> str:
    """Say that nobody learned who may call what, and what lets the gate ask as often as it has to."""
    if not calls:
        return ""
    said = f"{calls[0].route} was answered with {_LIMITED}, and {len(calls) - 1} more: a limit of this client"
    return f"{said}; missing: a header of `network.headers` by which it may ask as often, or a wider limit"


def _refused(call: Call, refusals: tuple[int, ...], malformed: tuple[int, ...]) -> bool:
    if call.method == "HEAD" and call.status in _UNKNOWN:
        return True
    if call.credential in _FORGED and call.status in _TURNED_AWAY:
        return True
    return call.status in refusals or (call.credential in ("empty", "malformed") and call.status in malformed)


def _problem(call: Call, refusals: tuple[int, ...]) -> Problem:
    how = _CREDENTIALS.get(call.credential, "with an unknown credential")
    legal = " or ".join(str(status) for status in refusals)
    return Problem(f"{call.route} {how} at {call.source}", f"status {legal}", f"status {call.status}")
