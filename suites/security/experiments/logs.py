"""Send what has to stay out of the logs, or to stay in one line of them, and read the logs."""

from __future__ import annotations

import contextlib

from gonogo.contract.model import Contract
from gonogo.core.observation import Can
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.suites.metrics.experiments.sending import ask
from gonogo.suites.security.experiments.planting import Planted, planted
from gonogo.suites.security.logs import log_of, traces_of_forgeries, traces_of_secrets
from gonogo.suites.security.observations.logs import Logged
from gonogo.targets.base import ProcessLog, Replica, Target

_SETTLES_SECONDS = 5.0
_QUIET = 3
_POLL_SECONDS = 0.2
_START_SECONDS = 30.0
_STOP_SECONDS = 20.0


def read_logs(target: Target, contract: Contract) -> Logged:
    """Plant, start one more process and end it where that is possible, and read what all of them wrote.

    What the contract knows of the service is asked first: an error of its own is logged as well.
    """
    _ask_what_is_known(target, contract)
    sent = planted(target, contract)
    ended = _begin_and_end(target, contract)
    return _read(_settled(target, ended), sent, _known(target, contract))


def _ask_what_is_known(target: Target, contract: Contract) -> None:
    """Send each class of response and each request of the known traffic once, errors first."""
    known = [*(contract.security.responses if contract.security else ())]
    known += contract.traffic.requests if contract.traffic else ()
    for request in sorted(known, key=lambda request: -request.status):
        ask(target.entry, request, target.headers(request.credential))


def _begin_and_end(target: Target, contract: Contract) -> list[Replica]:
    """Have a process log its start, a few answers and its end."""
    if Can.START_REPLICA not in target.can():
        return []
    replica, ready = target.start_replica(), contract.deployment.ready if contract.deployment else "/"
    wait = Wait("one more process is ready", _START_SECONDS, _POLL_SECONDS)
    with contextlib.suppress(WaitTimeout):  # what it says of that is in its log
        wait.until(lambda: probe(below(replica.url, ready)).status == 200)
    target.stop_replica(replica, _STOP_SECONDS)
    return [replica]


def _settled(target: Target, ended: list[Replica]) -> list[ProcessLog]:
    """Read until nothing more is written: what logs a request does so after its answer."""
    lengths: list[int] = []
    found: list[ProcessLog] = []

    def quiet() -> bool:
        found[:] = target.logs(ended)
        lengths.append(sum(len(log.text) for log in found))
        return len(lengths) >= _QUIET and len(set(lengths[-_QUIET:])) == 1

    with contextlib.suppress(WaitTimeout):  # what is there by then is read
        Wait("the logs come to rest", _SETTLES_SECONDS, _POLL_SECONDS).until(quiet)
    return found


def _known(target: Target, contract: Contract) -> dict[str, str]:
    """Return the secrets of the run that the release was given, by name."""
    forms = [contract.security.cookies.sign_in] if contract.security and contract.security.cookies else []
    texts = [credential.value for credential in contract.credentials.values()]
    forms += [credential.sign_in for credential in contract.credentials.values() if credential.sign_in]
    texts += [value for form in forms for value in form.fields.values()]
    return {f"the secret {name}": value for name, value in target.context.secrets.known(texts).items()}


def _read(logs: list[ProcessLog], sent: Planted, known: dict[str, str]) -> Logged:
    secrets = sent.secrets | known
    return Logged(
        logs=tuple(log_of(log.name, log.text, release=log.release) for log in logs),
        secrets=tuple(secrets),
        texts=tuple(sent.marks),
        told=tuple(t for log in logs for t in traces_of_secrets(log.name, log.text, secrets)),
        forged=tuple(t for log in logs for t in traces_of_forgeries(log.name, log.text, sent.marks)),
        tells=any(sent.mark in log.text for log in logs),
    )
