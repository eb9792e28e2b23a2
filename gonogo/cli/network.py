"""Options of every command that asks a URL: what stands between this machine and it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from gonogo.cli.said import say
from gonogo.options import NETWORK, Options


def add_network(parser: argparse.ArgumentParser) -> None:
    """Add them."""
    for option in NETWORK:
        if option.repeatable:
            parser.add_argument(
                option.word,
                action="append",
                type=option.kind,
                default=[],
                metavar=option.metavar,
                help=option.help,
            )
        else:
            parser.add_argument(option.word, type=option.kind, metavar=option.metavar, help=option.help)


def network_words(asked: argparse.Namespace) -> list[str]:
    """Return them as they were given, for pytest."""
    single = {"ca": asked.ca, "client-cert": asked.client_cert, "client-key": asked.client_key}
    single |= {"proxy": asked.proxy}
    words = [f"--{name}={value}" for name, value in single.items() if value is not None]
    return [*words, *(f"--header={header}" for header in asked.header)]


def use_network(asked: argparse.Namespace, url: str) -> None:
    """Use them for requests to a URL, and say what of the environment is ignored; ValueError."""
    from gonogo.contract.network import Network  # noqa: PLC0415 - only who sends requests loads all this
    from gonogo.core.secrets import Secrets  # noqa: PLC0415 - as above
    from gonogo.instruments.probe.extra import own  # noqa: PLC0415 - as above
    from gonogo.instruments.urls import refuse_no_base  # noqa: PLC0415 - as above
    from gonogo.network import ignored, use  # noqa: PLC0415 - as above
    from gonogo.targets.network import resolved  # noqa: PLC0415 - as above

    refuse_no_base("", url.partition("#")[0].partition("?")[0])

    use(resolved(Network(), _options(asked, url), Secrets()))
    own(url)
    if said := ignored(os.environ, url):
        say(f"gonogo: {said}")


def _options(asked: argparse.Namespace, url: str) -> Options:
    here = Path.cwd()
    certificate, key = _path(asked.client_cert), _path(asked.client_key)
    return Options(
        url, here / "gonogo.yaml", (), None, (), False, here,
        ca=_path(asked.ca), client_certificate=certificate, client_key=key,
        proxy=asked.proxy, headers=tuple(asked.header),
    )  # fmt: skip


def _path(named: str | None) -> Path | None:
    return Path(named) if named is not None else None
