"""What a service makes anew for each answer: a request's id, a visitor's cookie, a form's hidden field.

What a proxy or a content network adds is left out: it proves that they live, and nothing of what is behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from gonogo.init.asking import Asked
from gonogo.init.operations import read_by_one_name
from gonogo.init.paths import SIGN_INS
from gonogo.init.posture import document_at, openapi_of
from gonogo.instruments.probe.ask import Answer
from gonogo.targets.forms import pairs, set_by
from gonogo.targets.identity.anew import ACCEPT, repeats

_TRIES = 4
_TIMES = 2
_ROUTES = 6
_IDS = re.compile(r"(?i)^(?!cf-|x-amzn?-|x-vercel|x-goog|x-ms-|x-azure|x-github|fly-|x-fastly|x-envoy)[\w-]*"
                  r"(request|correlation|trace|transaction)-?id$")  # fmt: skip
_OF_BALANCERS = re.compile(
    r"(?i)^(awsalb|__cf|cf_|_cfuvid|incap_|visid_incap|bigip|arraffinity|serverid|route$|gclb|ak_|ts0|nsc_|lb|sticky)"
)
_FIELD = re.compile(
    r"""(?i)name=["']?(csrf\w*|_csrf\w*|csrfmiddlewaretoken|authenticity_token|_token|_xsrf|nonce)["'][^>]*?value=["']"""
)


def find_fresh(asked: Asked) -> dict[str, Any]:
    """Return keys of an ``identity`` section: a path that repeats a nonce, or what no answer has twice."""
    if path := _repeating(asked):
        return {"nonce_path": path}
    for path, where in islice(_unlike(asked), _TRIES):
        seen = [value(asked.answers[path], where), *(value(asked.again(path), where) for _ in range(_TIMES))]
        if all(seen) and len(set(seen)) == len(seen):
            return {"alive": path, "fresh": where}
    return {}


def value(answer: Answer, where: dict[str, str]) -> str:
    """Return what stands there in an answer, whatever its status."""
    if answer.error or answer.status is None:
        return ""
    if "header" in where:
        return answer.header(where["header"]) or ""
    if "cookie" in where:
        return pairs("", *set_by(answer)).get(where["cookie"], "")
    found = re.search(where["pattern"], answer.text)
    return found[1] if found else ""


def _repeating(asked: Asked) -> str | None:
    """Return a path whose answer says again what stands in it: of a missing page, or of one thing by name."""
    openapi = openapi_of(asked)
    named = islice(read_by_one_name(document_at(asked, openapi), asked.url), _ROUTES) if openapi else ()
    guessed = ("/no-such-page-{nonce}", "/search?q={nonce}")
    for hole in (*guessed, *(re.sub(r"\{[^}]*\}", "{nonce}", path) for path in named)):
        path = hole.replace("{nonce}", asked.nonce)
        answer = asked.again(path, ACCEPT)
        if not answer.error and answer.status is not None and repeats(answer, path, asked.nonce):
            return hole
    return None


def _unlike(asked: Asked) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield pages with what may be new on them, each kind once."""
    asked.all(SIGN_INS)
    seen: list[dict[str, str]] = []
    for path, answer in list(asked.answers.items()):
        if answer.error or answer.status is None or asked.nonce in path:
            continue
        for where in _on(answer):
            if where not in seen:
                seen.append(where)
                yield path, where


def _on(answer: Answer) -> Iterator[dict[str, str]]:
    yield from ({"header": name} for name, _ in answer.headers if _IDS.match(name))
    yield from ({"cookie": name} for name in pairs("", *set_by(answer)) if not _OF_BALANCERS.match(name))
    if found := _FIELD.search(answer.text):
        yield {"pattern": rf"""name=["']?{re.escape(found[1])}["'][^>]*?value=["']([^"']+)"""}
    if "'nonce-" in (answer.header("Content-Security-Policy") or ""):
        yield {"header": "Content-Security-Policy"}
