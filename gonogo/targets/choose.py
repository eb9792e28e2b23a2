"""Where a release runs. Only `choose` knows which kinds there are."""

from __future__ import annotations

from gonogo.extras import install
from gonogo.instruments.urls import refuse_no_base
from gonogo.options import Options
from gonogo.targets.base import Target
from gonogo.targets.context import Context
from gonogo.targets.network import arrange

__all__ = ["Context", "Target", "choose"]

_LEGAL = "; legal: local, compose, or a http(s) URL with a host"


def choose(context: Context) -> Target:
    """Return the target that the user named, and use its network; ValueError says what is legal.

    Each kind is imported when it is used, so that smoke on a URL loads no container client.
    """
    _check_urls(context.options)
    arrange(context)
    if context.options.baseline:
        from gonogo.targets.baseline import check_baseline  # noqa: PLC0415 - most runs have none

        check_baseline(context)
    name = context.options.target
    if "://" in name:
        from gonogo.targets.live import Live  # noqa: PLC0415 - only the chosen one is loaded

        return Live(context)
    if name == "local":
        from gonogo.targets.local import Local  # noqa: PLC0415 - only the chosen one is loaded

        return Local(context)
    if name == "compose":
        if words := install("stack"):
            raise ValueError(f"--target=compose: packages are not installed: {words}")
        from gonogo.targets.compose import Compose  # noqa: PLC0415 - only the chosen one is loaded

        return Compose(context)
    raise ValueError(f"--target={name}: not a target{_LEGAL}")


def _check_urls(options: Options) -> None:
    """Refuse the first URL of no use, before any of them is taken apart; ValueError names its option."""
    if "://" in options.target:
        refuse_no_base("--target", options.target, _LEGAL)
    for url in options.replicas:
        refuse_no_base("--replica", url)
    if "://" in (options.baseline or ""):
        refuse_no_base("--baseline", str(options.baseline))
