"""What was asked of a load, put into the contract's own terms."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gonogo.cli.network import add_network
from gonogo.contract.latency import Journey, Latency
from gonogo.contract.model import Contract
from gonogo.instruments.urls import bare
from gonogo.options import Options, factor, file, filled, seconds
from gonogo.place import real, reports_of

ENGINES = ("gonogo", "k6")
NOT_MEASURED, INTERRUPTED = 3, 130
"""Exit statuses; whatever was measured has 0."""


class UnwantedError(ValueError):
    """What cannot be asked of this contract; one sentence."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "url", nargs="?", metavar="URL", help="of a service on this machine that runs already"
    )
    parser.add_argument("--target", type=filled, help="local (the default), compose, or the URL")
    parser.add_argument("--contract", type=file, help="what the service promises")
    parser.add_argument(
        "--seconds", type=seconds, help="measured time; the contract's, where it is not given"
    )
    parser.add_argument(
        "--rate-factor", type=factor, default=1.0, metavar="N", help="so many times the contract's arrivals"
    )
    parser.add_argument("--journey", action="append", default=[], help="only this one; repeatable")
    parser.add_argument(
        "--engine", choices=ENGINES, default=ENGINES[0], help="k6 sends the same plan after our own generator"
    )
    parser.add_argument("--allow-writes", action="store_true", help="let journeys write to a URL")
    parser.add_argument(
        "--replica", action="append", type=filled, default=[], help="URL of one replica; repeatable"
    )
    parser.add_argument("--out", type=file, default=reports_of(Path.cwd()), help="folder of load.jsonl")
    parser.add_argument("--json", action="store_true", help="the run's line of load.jsonl on standard output")
    add_network(parser)


def target_of(asked: argparse.Namespace) -> str:
    """Return the one target that was named."""
    if asked.url and asked.target:
        raise UnwantedError(f"{bare(asked.url)} and --target={bare(asked.target)}: name one of them")
    if asked.url and not asked.url.startswith(("http://", "https://")):
        raise UnwantedError(f"{bare(asked.url)}: expected http://… or https://…, or --target=local")
    return str(asked.url or asked.target or "local")


def options_of(asked: argparse.Namespace, contract: Path) -> Options:
    """Return them as a run of the gate has them; whoever asks for a load allows it."""
    urls = (target_of(asked), *asked.replica)
    return Options(
        target=bare(urls[0]),
        contract=real(contract),
        gates=(),
        expect_revision=None,
        replicas=tuple(map(bare, urls[1:])),
        allow_writes=asked.allow_writes,
        allow_load=True,
        out=real(asked.out),
        logins=tuple(url for url in urls if bare(url) != url),
        ca=_path(asked.ca),
        client_certificate=_path(asked.client_cert),
        client_key=_path(asked.client_key),
        proxy=asked.proxy,
        headers=tuple(asked.header),
    )


@dataclass(frozen=True)
class Wanted:
    """The contract with the load that was asked for."""

    contract: Contract
    latency: Latency
    engine: str
    factor: float


def wanted(contract: Contract, asked: argparse.Namespace) -> Wanted:
    """Narrow the contract to what was asked; UnwantedError."""
    if contract.latency is None:
        raise UnwantedError("the contract has no `latency`: its `journeys` say who arrives, and how often")
    chosen = _chosen(contract.latency, asked.journey)
    journeys = [
        journey.model_copy(update={"rate_per_second": journey.rate_per_second * asked.rate_factor})
        for journey in chosen
    ]
    changes = {"journeys": tuple(journeys), "at_most_seconds": None}
    changes |= {"duration_seconds": asked.seconds} if asked.seconds else {}
    latency = contract.latency.model_copy(update=changes)
    whole = contract.model_copy(update={"latency": latency})
    return Wanted(whole, latency, asked.engine, asked.rate_factor)


def _chosen(latency: Latency, names: Sequence[str]) -> list[Journey]:
    known = {journey.name: journey for journey in latency.journeys}
    if unknown := [name for name in names if name not in known]:
        raise UnwantedError(f"--journey={unknown[0]}: the contract's are {', '.join(known)}")
    return [journey for name, journey in known.items() if not names or name in names]


def _path(named: str | None) -> Path | None:
    return Path(named).resolve() if named else None
