"""Sign in, look at the pages behind, sign out, and keep what was answered."""

from __future__ import annotations

from gonogo.contract.access import Cookies
from gonogo.instruments.probe.ask import Answer
from gonogo.suites.security.experiments.behind import pages_behind
from gonogo.suites.security.experiments.forms import send, send_within_the_limit
from gonogo.suites.security.experiments.sessions import sent_back
from gonogo.suites.security.observations.session_answers import SessionAnswers
from gonogo.suites.security.observations.surface import Response
from gonogo.targets.base import Target


def look_around(target: Target, cookies: Cookies) -> SessionAnswers:
    """Do it once, within the limit of whoever tried before; nobody who is not let in looks further."""
    form, end = cookies.sign_in, cookies.sign_out
    first = send_within_the_limit(target, form)
    answers = [_kept(target, "sign-in", first, form.status)]
    back = sent_back(first)
    if back and first.status == form.status:
        pages = pages_behind(target, first, back, end.path if end else "")
        answers += [_kept(target, "a page behind it", page, page.status or 0) for page in pages]
        if end:
            answers.append(_kept(target, "sign-out", send(target, end, back), end.status))
    return SessionAnswers(tuple(answers))


def _kept(target: Target, name: str, answer: Answer, promised: int) -> Response:
    """Keep of an answer what no session is in."""
    headers = tuple((field, value) for field, value in answer.headers if field != "set-cookie")
    path = answer.url.removeprefix(target.entry).partition("?")[0]
    error = f"{answer.error}: {answer.detail}" if answer.error else ""
    return Response(name, answer.method, path, "", promised, answer.status, error, headers, "")
