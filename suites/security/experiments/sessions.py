"""Sign in as a browser does, and knock more often than one client may."""

from __future__ import annotations

from gonogo.contract.access import Cookies, Form, Limit
from gonogo.contract.security import Security
from gonogo.suites.security.experiments.forms import cookie, disguise, send, send_within_the_limit
from gonogo.suites.security.observations.sessions import SignedIn, TriedOften, Tries
from gonogo.targets.base import Target

_TIMES = 3
_MOST_TRIES = 300
_KNOCKS_WITH_THE_RIGHT_ONE = 2  # a window that ends just then lets one of them in, and never two


def sign_in(target: Target, cookies: Cookies) -> SignedIn:
    """Send the form once, within the limit of whoever tried before."""
    form = cookies.sign_in
    answer = send_within_the_limit(target, form)
    sent = [cookie(value) for name, value in answer.headers if name.lower() == "set-cookie"]
    return SignedIn(form.status, answer.status, tuple(sent))


def try_often(target: Target, security: Security) -> TriedOften:
    """Send each form as one client that says to be another one each time."""
    return TriedOften(tuple(_tries(target, limit, right_of(limit, security)) for limit in security.limits))


def right_of(limit: Limit, security: Security) -> Form | None:
    """Return the limited form as it is made rightly, None where the contract knows none."""
    if limit.right is not None or security.cookies is None:
        return limit.right
    form = security.cookies.sign_in
    same = (form.method, form.path) == (limit.form.method, limit.form.path)
    return form if same and form.fields != limit.form.fields else None


def _tries(target: Target, limit: Limit, right: Form | None) -> Tries:
    """Make the right one, then wrong ones, and where they are refused the right one again."""
    first = send_within_the_limit(target, right or limit.form, limit.refusal).status
    count = min(_TIMES * limit.accepted, _MOST_TRIES)
    statuses = [send(target, limit.form, disguise()).status for _ in range(count)]
    if right is None:
        return Tries(limit.form.name, (first, *statuses))
    return Tries(limit.form.name, tuple(statuses), (first, *_knock(target, limit, right)), right.status)


def _knock(target: Target, limit: Limit, right: Form) -> list[int | None]:
    """Send the right one directly after a refusal of a wrong one, twice where it was let in."""
    said: list[int | None] = []
    while len(said) < _KNOCKS_WITH_THE_RIGHT_ONE and limit.refusal not in said:
        if not _refused_at_last(target, limit):
            break
        said.append(send(target, right, disguise()).status)
    return said


def _refused_at_last(target: Target, limit: Limit) -> bool:
    """Whether a wrong one is refused within as many tries as go beyond the limit."""
    return any(
        send(target, limit.form, disguise()).status == limit.refusal
        for _ in range(min(limit.accepted + 1, _MOST_TRIES))
    )
