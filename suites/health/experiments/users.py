"""By which headers a process that begins knows the users of the release."""

from __future__ import annotations

from collections.abc import Callable

from gonogo.contract.base import Request
from gonogo.contract.model import Contract
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.targets.base import Replica, Target, TargetError

Headers = Callable[[str | None], dict[str, str]]


def users_of(
    target: Target, contract: Contract, replica: Replica, request: Request | None, *, alone: bool
) -> Headers:
    """Return what gives a credential's headers at a process that is ready.

    The only process of a release, as ``alone`` says, may keep its sessions for itself: users of another one
    sign in there. Where there are several, each has to know the sessions of all.
    """
    signs_in = request and request.credential and contract.credentials[request.credential].sign_in
    if not (request and signs_in and alone) or _is_known(target, replica, request):
        return target.headers

    def signed_in_there(credential: str | None) -> dict[str, str]:
        try:
            return target.headers_at(replica, credential)
        except TargetError:  # whoever cannot sign in asks by what he has, and what he is answered is judged
            return target.headers(credential)

    return signed_in_there


def _is_known(target: Target, replica: Replica, request: Request) -> bool:
    answer = probe(below(replica.url, request.path), headers=target.headers(request.credential))
    return answer.status == request.status
