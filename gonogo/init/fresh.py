"""What a service makes anew for each answer: a request's id, a visitor's cookie, a form's hidden field.

What a proxy or a content network adds is left out: it proves that they live, and nothing of what is behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from gonogo.contract.identity import OF_BALANCERS, OF_EDGES, Where
from gonogo.init.asking import Asked
from gonogo.init.operations import read_by_one_name, read_by_one_query
from gonogo.init.paths import SESSIONS, SIGN_INS
from gonogo.init.posture import document_at, openapi_of
from gonogo.instruments.probe.ask import Answer
from gonogo.targets.forms import pairs, set_by
from gonogo.targets.identity.anew import ACCEPT, repeats
from gonogo.targets.identity.reading import read

_TRIES = 4
_TIMES = 2
_ROUTES = 6
_FOLDERS = 3
_INTERFACES = ("/api/v1", "/api/v2")
_IDS = re.compile(r"(?i)^(?!cf-|x-amzn?-|x-vercel|x-goog|x-ms-|x-azure|x-github|fly-|x-fastly|x-envoy)[\w-]*"
                  r"(request|correlation|trace|transaction)-?id$")  # fmt: skip
_TIMES_TAKEN = re.compile(
    r"(?i)^x-(process|response|runtime|execution|request|render|elapsed|processing)(-?(time|duration)(-\w+)?)?$"
)
_FINE = 10  # characters of a duration that is measured so finely that no two answers have the same
_NAMED_VALUES = re.compile(
    r"""(?<![\w.-])(?!(?:data-)?(?:cf|ak|ray|bm|nr))([A-Za-z][\w-]{2,40})["']?(?:\s*[:=]\s*|\s+content=)["']([\w+/=-]{16,600})["']"""
)
"""A name with a value as long as a random one, in a script or an attribute; content networks add some too."""
_LONGEST_PAGE = 500_000
_SESSION = r'"sid":"([^"]+)'
_OF_A_SESSION = 200  # characters: it names itself at once
_FIELD = re.compile(
    r"""(?i)name=["']?(csrf\w*|_csrf\w*|csrfmiddlewaretoken|authenticity_token|_token|_xsrf|nonce)["'][^>]*?value=["']"""
)


def find_fresh(asked: Asked) -> dict[str, Any]:
    """Return keys of an ``identity`` section: a path that repeats a nonce, or what no answer has twice."""
    if path := _repeating(asked):
        return {"nonce_path": path}
    for path, where in islice(_unlike(asked), _TRIES):
        answers = [asked.answers[path], *(asked.again(path) for _ in range(_TIMES))]
        seen = [read(answer, Where(**where)) for answer in answers]
        if all(seen) and len(set(seen)) == len(seen):
            return {"alive": path, "fresh": where}
    return {}


def _repeating(asked: Asked) -> str | None:
    """Return a path whose answer says again what stands in it: of a missing page, or of one thing by name."""
    openapi = openapi_of(asked)
    document = document_at(asked, openapi) if openapi else {}
    named = [
        re.sub(r"\{[^}]*\}", "{nonce}", path)
        for path in islice(read_by_one_name(document, asked.url), _ROUTES)
    ]
    invalid = islice(read_by_one_query(document, asked.url), _ROUTES)
    for hole in (*_guessed(asked), *named, *(f"{path}={{nonce}}" for path in invalid)):
        path = hole.replace("{nonce}", asked.nonce)
        answer = asked.again(path, ACCEPT)
        if not answer.error and answer.status is not None and repeats(answer, path, asked.nonce):
            return hole
    return None


def _guessed(asked: Asked) -> Iterator[str]:
    """Yield a missing page, also in folders of pages for machines: an API may answer its own otherwise."""
    yield from ("/no-such-page-{nonce}", "/search?q={nonce}")
    data = [path for path, said in asked.answers.items() if said.status == 200 and _is_data(said)]
    known = (path for path in data if path.startswith("/") and path != "/" and asked.nonce not in path)
    pages = [urlsplit(path).path for path in known]
    folders = (path.rpartition("/")[0] for path in pages)
    first = islice((each for each in dict.fromkeys((*folders, "/api")) if each), _FOLDERS)
    for folder in dict.fromkeys((*first, *_INTERFACES)):
        yield f"{folder}/no-such-page-{{nonce}}"
    yield from (f"{path.rstrip('/')}/{{nonce}}" for path in pages[:_FOLDERS])


def _is_data(answer: Answer) -> bool:
    return answer.media_type == "application/json" or answer.media_type.endswith("+json")


def _unlike(asked: Asked) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield pages with what may be new on them, each kind once."""
    asked.all((*SIGN_INS, *SESSIONS))
    seen: list[dict[str, str]] = []
    for path, answer in list(asked.answers.items()):
        pages_of_people = path in (*asked.landings, *SIGN_INS) and answer.media_type == "text/html"
        if answer.error or answer.status is None or asked.nonce in path:
            continue
        for where in (*_on(answer), *(_changing(answer, asked.again(path)) if pages_of_people else ())):
            if where not in seen:
                seen.append(where)
                yield path, where


def _changing(first: Answer, second: Answer) -> Iterator[dict[str, str]]:
    """Yield what has a name on a page, and another value on the same page the next time."""
    then, now = (dict(_NAMED_VALUES.findall(each.text[:_LONGEST_PAGE])) for each in (first, second))
    for name, said in then.items():
        if first.status == second.status == 200 and now.get(name, said) != said:
            yield {
                "pattern": rf"""(?<![\w.-]){name}["']?(?:\s*[:=]\s*|\s+content=)["']([\w+/=-]{{16,}})["']"""
            }


def _on(answer: Answer) -> Iterator[dict[str, str]]:
    for name, said in answer.headers:
        if OF_EDGES.match(name):
            continue
        if _IDS.match(name) or (_TIMES_TAKEN.match(name) and len(said) >= _FINE):
            yield {"header": name}
    yield from ({"cookie": name} for name in pairs("", *set_by(answer)) if not OF_BALANCERS.match(name))
    if found := _FIELD.search(answer.text):
        yield {"pattern": rf"""name=["']?{re.escape(found[1])}["'][^>]*?value=["']([^"']+)"""}
    if re.search(_SESSION, answer.text[:_OF_A_SESSION]):
        yield {"pattern": _SESSION}
    if "'nonce-" in (answer.header("Content-Security-Policy") or ""):
        yield {"header": "Content-Security-Policy"}
