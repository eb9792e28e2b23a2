"""Requests that are refused while all is well, each with one who may: what an outage must not open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import product

from gonogo.contract.access import Cookies, Tokens
from gonogo.contract.base import SAFE
from gonogo.contract.model import Contract
from gonogo.contract.ownership import Ownership
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.suites.security.experiments.credentials import wrong_credentials
from gonogo.suites.security.experiments.filling import RouteTable, fill
from gonogo.suites.security.experiments.forgery import forgeries
from gonogo.suites.security.experiments.forms import send, send_within_the_limit
from gonogo.suites.security.experiments.known import Rightful, rightful
from gonogo.suites.security.experiments.objects import created, use, worded
from gonogo.suites.security.experiments.places import places
from gonogo.suites.security.experiments.routes import route_table
from gonogo.suites.security.experiments.sessions import sent_back
from gonogo.targets.base import Target, TargetError
from gonogo.targets.tokens import issued, presented

_OK = range(200, 300)
_REFUSED = range(300, 500)
_JSON = {"Content-Type": "application/json"}
_CALLERS = {"none": "without a credential", "unknown": "with an unknown credential"}
_MOST_REQUESTS = 6  # each is asked for by several callers, at every replica
_FORGERIES = 3


@dataclass(frozen=True)
class Closed:
    """One request, and who is refused: ``caller`` completes it, as `without a credential`.

    ``rightly`` are the headers of one who may. Where they are None he may once only, and ``taken`` is what he
    was answered.
    """

    caller: str
    method: str
    path: str
    headers: Mapping[str, str]
    body: Callable[[], bytes] | None = None
    rightly: Mapping[str, str] | None = None
    taken: int | None = None

    def sent(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Return all headers of the request with those that say who asks."""
        return (_JSON if self.body else {}) | {**headers}

    def answered(self, base: str, headers: Mapping[str, str]) -> int | None:
        """Make the request as whoever has these headers, and return the status."""
        body = self.body() if self.body else None
        return probe(below(base, self.path), method=self.method, headers=self.sent(headers), body=body).status


def closed_requests(target: Target, contract: Contract) -> list[Closed]:
    """Return what the contract knows to be closed; what cannot be had of a token or a session is left out."""
    security, found = contract.security, list[Closed]()
    if security is None:
        return found
    guarded = _guarded(target, contract)
    makers = [_to_strangers(contract, guarded)]
    makers += [_to_forgers(target, security.tokens)] if security.tokens else []
    makers += [_to_whoever_left(target, guarded, security.cookies)] if security.cookies else []
    makers += [_to_others(target, security.ownership)] if security.ownership else []
    for maker in (*makers, _to_lesser_ones(target, contract, guarded)):
        with suppress(TargetError, ValueError, IndexError):  # of what somebody else answered
            found += maker
    return found


def _to_strangers(contract: Contract, guarded: list[Rightful]) -> Iterator[Closed]:
    """Give what needs a credential, without one and with one that nobody gave out."""
    for request in guarded:
        for kind, headers in wrong_credentials(contract):
            if kind in _CALLERS:
                yield _closed(_CALLERS[kind], request, headers)


def _to_lesser_ones(target: Target, contract: Contract, guarded: list[Rightful]) -> Iterator[Closed]:
    """Give what another client of the contract is refused."""
    for request in guarded:
        for name in contract.credentials:
            one = _closed(f"with the credential of {name}", request, target.headers(name))
            if one.headers != one.rightly and one.answered(target.entry, one.headers) in _REFUSED:
                yield one


def _to_forgers(target: Target, tokens: Tokens) -> Iterator[Closed]:
    """Give what a token opens, with tokens whose signature is not theirs."""
    token = issued(target, tokens)
    rightly = _presented(tokens, token)
    for what, forged in forgeries(token, [])[:_FORGERIES]:
        asked, headers = tokens.protected, _presented(tokens, forged)
        yield Closed(f"with a token with {what}", asked.method, asked.path, headers, rightly=rightly)


def _to_whoever_left(target: Target, guarded: list[Rightful], cookies: Cookies) -> Iterator[Closed]:
    """Give what a session opened that has been signed out, and that its cookie opens no more."""
    if cookies.sign_out is None:
        return
    answer = send_within_the_limit(target, cookies.sign_in)  # that others of this run may have used up
    if not (kept := sent_back(answer)):
        return
    landing = places(target.entry, cookies.sign_in.path, answer.header("location") or "", "")
    paths = [url.removeprefix(target.entry) for url in landing[:1]]
    paths += [request.path for request in guarded if request.method == "GET"]
    caller = "with the cookie of a session that has ended"
    opened = [Closed(caller, "GET", path, kept, taken=_read(target.entry, path, kept)) for path in paths]
    for replica, path in product(target.replicas, paths):
        _read(replica.url, path, kept)  # each may keep what it has once found out
    send(target, cookies.sign_out, kept)
    for one in opened:
        if one.taken in _OK and _read(target.entry, one.path, kept) in _REFUSED:
            yield one


def _to_others(target: Target, ownership: Ownership) -> Iterator[Closed]:
    """Give an object of one client to another one; on an object like it the owner shows that he may."""
    owner, other = target.headers(ownership.create.credential), target.headers(ownership.other)
    theirs, spent = (_readable(target, ownership, owner) for _ in range(2))
    for method in ownership.methods:
        taken = use(owner, ownership, method, spent, probe(spent, headers=owner)).status
        headers, body = worded(ownership, method, probe(theirs, headers=owner))
        path, content = theirs.removeprefix(target.entry), partial(bytes, body) if body else None
        yield Closed("by another client", method, path, other | headers, content, taken=taken)


def _readable(target: Target, ownership: Ownership, owner: dict[str, str]) -> str:
    """Make an object and return its URL; TargetError where its owner reads it nowhere."""
    for url in created(target, ownership, owner):
        if probe(url, headers=owner).status in _OK:
            return url
    raise TargetError(f"the object of {ownership.create.path} is readable nowhere")


def _guarded(target: Target, contract: Contract) -> list[Rightful]:
    """Return the first request of each route that a credential opens, those that only read before others."""
    each: dict[tuple[str, str], Rightful] = {}
    for request in rightful(target, contract, _guarded_reads(target, contract)):
        each.setdefault((request.method, request.path.partition("?")[0]), request)
    return list(each.values())[:_MOST_REQUESTS]


def _guarded_reads(target: Target, contract: Contract) -> RouteTable:
    """Return what GET reads of the route table, and nobody reads without a credential."""
    security = contract.security
    if security is None or security.routes is None:
        return []
    try:
        table = route_table(target, security.routes)
    except TargetError:
        return []  # the rules on the table say so
    plain = [path for method, path in table if method == "GET" and fill(path).endswith(path)]
    known = {*security.anonymous}
    return [("GET", p) for p in plain if f"GET {p}" not in known and not security.is_private("GET", p)]


def _closed(caller: str, request: Rightful, headers: Mapping[str, str]) -> Closed:
    body = None if request.method in SAFE else partial(bytes, request.body)
    return Closed(caller, request.method, request.path, headers, body, request.headers)


def _presented(tokens: Tokens, token: str) -> dict[str, str]:
    return presented(tokens, token)


def _read(base: str, path: str, headers: dict[str, str]) -> int | None:
    return probe(below(base, path), headers=headers).status
