"""Sign in as a browser does, and knock more often than one client may."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from gonogo.contract.access import Cookies, Form, Limit, SignOut
from gonogo.contract.security import Security
from gonogo.core.observation import Can
from gonogo.instruments.probe.ask import Answer
from gonogo.suites.security.experiments.behind import pages_behind
from gonogo.suites.security.experiments.elsewhere import from_elsewhere, from_elsewhere_at_any_cost
from gonogo.suites.security.experiments.forms import cookie, send, send_within_the_limit
from gonogo.suites.security.observations.sessions import SignedIn, SignedOut, TriedOften, Tries
from gonogo.targets.base import Target
from gonogo.targets.forms import send_form, set_by

_TIMES = 3
_MOST_NAMES = 1
_MOST_TRIES = 300
_AT_ONCE = 8
_COUNTED_BEFORE = 4  # the right one, two that tell whether a query matters, and the right one between
_KNOCKS_WITH_THE_RIGHT_ONE = 2  # a window that ends just then lets one of them in, and never two


def sign_in(target: Target, cookies: Cookies, security: Security) -> SignedIn:
    """Send the form once, within the limit of whoever tried before, look at pages behind, and sign out.

    The same pages are asked for once more with cookies that are worth nothing: many a page takes them back.

    It is sent to a release of our own by its own names as well, since a cookie's domain follows the name.
    """
    form = cookies.sign_in
    names = _names(security) if target.started_here else []
    answer = send_within_the_limit(target, form)
    by_name = [send_within_the_limit(target, form, {"Host": name}) for name in names]
    made = tuple(cookie(value) for value in set_by(answer))
    end = cookies.sign_out
    behind = pages_behind(target, answer, sent_back(answer), end.path if end else "") if made else ()
    later = tuple(cookie(value) for page in (*by_name, *behind) for value in set_by(page))
    ended = _sign_out(target, end, answer) if end else None
    refused = tuple(
        cookie(value)
        for kept in ([sent_back(answer)] if end else []) + [_worthless(answer)]
        for page in (pages_behind(target, answer, kept, end.path if end else "") if made else ())
        for value in set_by(page)
    )
    return SignedIn(form.status, answer.status, made, ended, later, refused)


def _names(security: Security) -> list[str]:
    """Return the first name under which clients ask; a star stands for any."""
    named = [name.replace("*", "gonogo") for name in security.hosts]
    return [name for name in named if re.search(r"\.[a-z]", name)][:_MOST_NAMES]


def _sign_out(target: Target, form: SignOut, signed_in: Answer) -> SignedOut:
    answer = send(target, form, sent_back(signed_in))
    return SignedOut(form.status, answer.status, tuple(cookie(value) for value in set_by(answer)))


def sent_back(answer: Answer) -> dict[str, str]:
    """Return the header with which a browser sends an answer's cookies back; none where it set none."""
    kept = "; ".join(value.partition(";")[0].strip() for value in set_by(answer))
    return {"Cookie": kept} if kept else {}


def session_of(target: Target, security: Security) -> dict[str, str]:
    """Return the cookies of a sign-in at a release of our own, else one that is nobody's."""
    made: dict[str, str] = {}
    if security.cookies and Can.TAKE_WRITES in target.can():
        made = sent_back(send(target, security.cookies.sign_in))
    return made or {"Cookie": "session=none"}


def _worthless(answer: Answer) -> dict[str, str]:
    """Return an answer's cookies with values that nobody was given."""
    names = [value.partition("=")[0].strip() for value in set_by(answer)]
    return {"Cookie": "; ".join(f"{name}={secrets.token_hex(16)}" for name in names)}


def try_often(target: Target, security: Security) -> TriedOften:
    """Send each form as one client that says to be another one each time."""
    return TriedOften(tuple(_tries(target, limit, security) for limit in security.limits))


def right_of(limit: Limit, security: Security) -> Form | None:
    """Return the limited form as it is made rightly, None where the contract knows none."""
    return limit.right or _by_sign_in(limit, security)


def _by_sign_in(limit: Limit, security: Security) -> Form | None:
    if security.cookies is None:
        return None
    form = security.cookies.sign_in
    same = (form.method, form.path) == (limit.form.method, limit.form.path)
    return form if same and form.fields != limit.form.fields else None


def _somebody_elses(limit: Limit, security: Security) -> Form | None:
    """Return the form as it is made rightly for an account that is not guessed at.

    A count for each account may begin anew with its success: who guesses does not have that one.
    """
    guessed = {*limit.form.fields.values()}
    known = (limit.right, _by_sign_in(limit, security))
    return next((one for one in known if one and guessed.isdisjoint(one.fields.values())), None)


def _tries(target: Target, limit: Limit, security: Security) -> Tries:
    """Make the right one, then wrong ones, and where they are refused the right one again.

    Within the limit somebody else's right one comes between: whoever has an account may not guess on by it.
    """
    right, between = right_of(limit, security), _somebody_elses(limit, security)
    first = send_within_the_limit(target, right or limit.form, target.headers(limit.credential)).status
    count = min(_TIMES * limit.accepted, _MOST_TRIES)
    ways, doors = _as_others(target, limit), _doors(target)
    early = max(0, limit.accepted - _COUNTED_BEFORE) if between else 0

    def one(number: int) -> int | None:
        turn, way = divmod(number, len(ways))
        return send_form(doors[turn % len(doors)], *ways[way](), target.context.secrets.resolve).status

    with ThreadPoolExecutor(_AT_ONCE) as pool:  # what is counted after it was compared counts too late
        statuses = list(pool.map(one, range(early)))
        if between and early:
            send(target, between, _as_client(target, limit))
        statuses += pool.map(one, range(early, count))
    if right is not None and limit.refusal in statuses:
        statuses += _by_other_spellings(target, limit, right)
    if right is None:
        return Tries(limit.form.name, (first, *statuses))
    return Tries(limit.form.name, tuple(statuses), (first, *_knock(target, limit, right)), right.status)


def _as_client(target: Target, limit: Limit) -> dict[str, str]:
    """Return what one client sends along, who says to be another one each time: its credential is its own."""
    return from_elsewhere() | target.headers(limit.credential)


def _doors(target: Target) -> list[str]:
    """Return where a client comes in: at each replica, where nothing stands before them and hands on."""
    replicas = [replica.url for replica in target.replicas]
    return replicas if target.entry in replicas else [target.entry]


def _by_other_spellings(target: Target, limit: Limit, right: Form) -> list[int | None]:
    """Return what more tries are answered by a spelling of the path that is the same door, and open still.

    That the right one is let in there shows that it is one: many services refuse an unknown path alike.
    """
    for path in _spelt_otherwise(limit.form.path):
        if send(target, _at(right, path), _as_client(target, limit)).status == right.status:
            form = _at(limit.form, path)
            return [send(target, form, _as_client(target, limit)).status for _ in range(limit.accepted)]
    return []


def _spelt_otherwise(path: str) -> Iterator[str]:
    """Give what a router may take for the same path, and a limit for another one (RFC 3986, 6.2.2)."""
    plain, sign, query = path.partition("?")
    folder, _, name = plain.rpartition("/")
    if not name or not name[0].isalnum():
        return
    for spelt in (
        f"{plain}/",
        f"{folder}/%{ord(name[0]):02X}{name[1:]}",
        f"{folder}/{name.upper()}",
        f"/{plain}",
    ):
        yield f"{spelt}{sign}{query}"


def _as_others(target: Target, limit: Limit) -> list[Callable[[], tuple[Form, dict[str, str]]]]:
    """Return ways to send the form: as it is, and by other URLs and with one header more, if answered alike.

    A limit that is kept for each URL is none: a client writes any query that it likes.
    """

    def plainly() -> tuple[Form, dict[str, str]]:
        return limit.form, _as_client(target, limit)

    def otherwise() -> tuple[Form, dict[str, str]]:
        return _by_another_query(limit.form), from_elsewhere_at_any_cost() | target.headers(limit.credential)

    is_answered_alike = send(target, *otherwise()).status == limit.form.status
    return [plainly, otherwise] if is_answered_alike else [plainly]


def _by_another_query(form: Form) -> Form:
    sign = "&" if "?" in form.path else "?"
    return _at(form, f"{form.path}{sign}_={secrets.token_hex(4)}")


def _at(form: Form, path: str) -> Form:
    return form.model_copy(update={"path": path})


def _knock(target: Target, limit: Limit, right: Form) -> list[int | None]:
    """Send the right one directly after a refusal of a wrong one, twice where it was let in."""
    said: list[int | None] = []
    while len(said) < _KNOCKS_WITH_THE_RIGHT_ONE and limit.refusal not in said:
        if not _refused_at_last(target, limit):
            break
        said.append(send(target, right, _as_client(target, limit)).status)
    return said


def _refused_at_last(target: Target, limit: Limit) -> bool:
    """Whether a wrong one is refused within as many tries as go beyond the limit."""
    return any(
        send(target, limit.form, _as_client(target, limit)).status == limit.refusal
        for _ in range(min(limit.accepted + 1, _MOST_TRIES))
    )
