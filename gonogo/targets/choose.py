"""Where a release runs. Only `choose` knows which kinds there are."""

from __future__ import annotations

from gonogo.extras import install
from gonogo.instruments.urls import why_no_base
from gonogo.targets.base import Target
from gonogo.targets.context import Context
from gonogo.targets.network import arrange

__all__ = ["Context", "Target", "choose"]


def choose(context: Context) -> Target:
    """Return the target that the user named, and use its network; ValueError says what is legal.

    Each kind is imported when it is used, so that smoke on a URL loads no container client.
    """
    arrange(context)
    if context.options.baseline:
        from gonogo.targets.baseline import check_baseline  # noqa: PLC0415 - most runs have none

        check_baseline(context)
    name = context.options.target
    given = [("--replica", url) for url in context.options.replicas]
    given += [("--target", name)] if "://" in name else []
    for option, url in given:
        if why := why_no_base(url):
            legal = "; legal: local, compose, or a http(s) URL with a host" if option == "--target" else ""
            raise ValueError(f"{option}={url!r}: {why}{legal}")
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
    raise ValueError(f"--target={name}: not a target; legal: local, compose, or a http(s) URL with a host")
