"""Keep a session's cookies over its sign-out, and bring cookies to a sign-in that somebody else knows."""

from __future__ import annotations

import secrets

from gonogo.contract.access import Behind, Cookies
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.urls import below
from gonogo.suites.security.experiments.forms import cookie, send, send_within_the_limit
from gonogo.suites.security.experiments.sessions import sent_back
from gonogo.suites.security.observations.session_life import Opening, SessionLife
from gonogo.targets.base import Target
from gonogo.targets.forms import cookie_header, pairs, set_by

_TIMES = 8  # each on a connection of its own: several replicas, each with several processes


def live_through(target: Target, cookies: Cookies) -> SessionLife:
    """Sign in and out, and in again with cookies of somebody else's; two sign-ins, for most have a limit."""
    first = send_within_the_limit(target, cookies.sign_in)
    out, ended = _ended(target, cookies, sent_back(first))
    given = _given(target, cookies)
    offered = {name: secrets.token_hex(16) for name in pairs("", *set_by(first))} | given
    again = send_within_the_limit(target, cookies.sign_in, cookie_header(offered))
    return SessionLife(
        first.status,
        out.status if out else None,
        ended,
        again.status,
        tuple(offered),
        _brought(target, cookies, cookie_header(offered), again),
    )


def _ended(
    target: Target, cookies: Cookies, back: dict[str, str]
) -> tuple[Answer | None, tuple[Opening, ...]]:
    """Look at what is open until every process knows the session, sign out, and look again.

    A session may be renewed by its pages. Then a browser signs out by what it was given last, and whoever
    has a copy of what it was given first is out as well.
    """
    if not back or cookies.sign_out is None:
        return None, ()
    for place in cookies.behind:
        _opened(target, place, back)
    before = [_Before(target, place, back) for place in cookies.behind]
    renewed = _renewed(target, cookies, back)
    out = send(target, cookies.sign_out, renewed)
    copies = [back] if renewed == back else [back, renewed]
    return out, tuple(one.then([_opened(target, one.place, copy) for copy in copies]) for one in before)


def _renewed(target: Target, cookies: Cookies, back: dict[str, str]) -> dict[str, str]:
    """Return what a browser sends back once it has been at each place, one after the other."""
    kept = back
    for place in cookies.behind:
        given = set_by(probe(below(target.entry, place.path), headers=kept))
        taken = [one for one in given if not (cookie(one).deleted or cookie(one).empty)]
        kept = cookie_header(pairs(kept["Cookie"], *taken))
    return kept


def _brought(
    target: Target, cookies: Cookies, stranger: dict[str, str], answer: Answer
) -> tuple[Opening, ...]:
    """Look at what opens to whoever signed in, and then to whoever has the cookies that were brought."""
    mine = cookie_header(pairs(stranger.get("Cookie", ""), *set_by(answer)))
    before = [_Before(target, place, mine) for place in cookies.behind]
    return tuple(one.then([_opened(target, one.place, stranger)]) for one in before)


def _given(target: Target, cookies: Cookies) -> dict[str, str]:
    """Return the cookies that whoever has not signed in is given by the form's page, or by one behind it."""
    first = cookies.sign_in.page or cookies.behind[0].path
    given = set_by(probe(below(target.entry, first)))
    return pairs("", *(one for one in given if not (cookie(one).deleted or cookie(one).empty)))


class _Before:
    """A place as it was within a session, and without one."""

    def __init__(self, target: Target, place: Behind, back: dict[str, str]) -> None:
        self.place = place
        self._within = _ask(target, place, back)
        self._without = _ask(target, place, {})

    def then(self, opened: list[int]) -> Opening:
        """Return all that is known of it, once it was asked for again, by one or several copies."""
        (status, within), (other, without) = self._within, self._without
        asked = _TIMES * len(opened)
        return Opening(self.place.path, within, without, (status, other), asked, sum(opened))


def _opened(target: Target, place: Behind, cookies: dict[str, str]) -> int:
    """Return how many of several requests were answered as within a session."""
    return sum(_ask(target, place, cookies)[1] for _ in range(_TIMES))


def _ask(target: Target, place: Behind, cookies: dict[str, str]) -> tuple[int | None, bool]:
    """Return the status, and whether the answer is one within a session."""
    answer = probe(below(target.entry, place.path), headers=cookies)
    return answer.status, answer.status == place.status and place.says in answer.text
