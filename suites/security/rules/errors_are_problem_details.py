"""Every error is a problem document that says its own status.

Why: a client that reads one error format falls over on the proxy's HTML and the framework's own JSON, mostly
in the outage for which it was written.
Reference: RFC 9457, 3 (application/problem+json; `status` repeats the HTTP status).
Remedy: handle errors in one place, the framework's own ones and the proxy's among them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.surface import Response, Surface
from gonogo.suites.security.surface import ERROR, as_promised, made

_MEDIA_TYPE = "application/problem+json"


@rule("security.problem_details", "security.error_responses")
def judge(seen: Surface) -> Judgement:
    """Refuse an error with another media type, that is no JSON object, or that says another status.

    What a release of our own says to what it cannot take is an error as well; to a browser it may be a page.
    """
    errors = [r for r in (*seen.responses, *_of_programs(seen)) if _is_error(r)]
    problems = tuple(
        Problem(f"{r.name} ({r.method} {r.path}, status {r.status})", f"a body of {_MEDIA_TYPE}", wrong)
        for r in errors
        if (wrong := _wrong(r))
    )
    if not problems and not any(as_promised(r) for r in seen.responses if _is_error(r)):
        return Judgement.cannot_tell("no answer was an error that security.responses names")
    return Judgement(len(errors), problems)


def _of_programs(seen: Surface) -> Iterable[Response]:
    """Return what was provoked, each as it was answered first: later it is asked for as browsers do."""
    each: dict[tuple[str, str, str], Response] = {}
    for response in made(seen.provoked):
        each.setdefault((response.name, response.method, response.path), response)
    return each.values()


def _is_error(response: Response) -> bool:
    return response.status is not None and response.status >= ERROR and response.method != "HEAD"


def _wrong(response: Response) -> str:
    types = [value.partition(";")[0].strip().lower() for value in response.values("Content-Type")]
    if types != [_MEDIA_TYPE]:
        return ", ".join(types) or "no Content-Type"
    try:
        document = json.loads(response.body)
    except ValueError:
        return f"no JSON: {response.body[:80]!r}"
    if not isinstance(document, dict):
        return f"a JSON {type(document).__name__}"
    stated = document.get("status", response.status)
    return "" if stated == response.status else f"status {stated} in the body"
