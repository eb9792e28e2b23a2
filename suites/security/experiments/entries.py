"""Make what lists hold."""

from __future__ import annotations

from gonogo.contract.model import Contract
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.suites.security.experiments.accepted import accepted, plain
from gonogo.targets.base import Target


def make_entries(target: Target, contract: Contract) -> None:
    """Send each write once that the contract knows to be taken."""
    for request in accepted(contract):
        made = plain(target, target.entry, request)
        url = below(target.entry, request.path)
        probe(url, method=made.method, headers=dict(made.fields), body=made.body)
