"""Run a command of the release through seeds: `python -m proving.serve MODULE:NUMBER,... [COMMAND]`.

MODULE is a seed's module below ``defects``, NUMBER its seed number; the first is next to the release, the
last next to the client. COMMAND is one of `python -m app`, serve by default.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Sequence
from functools import partial
from random import Random
from typing import Any
from unittest import mock

import app.__main__

_Create = Callable[[Any], Any]
_Command = Callable[[Any], None]


def main(arguments: list[str]) -> int:
    """Hand over to the release's own command, with its application wrapped."""
    chain, *command = arguments
    wrapped = {name: partial(_run, chain, name, own) for name, own in app.__main__.COMMANDS.items()}
    with mock.patch.dict(app.__main__.COMMANDS, wrapped):
        return app.__main__.main(command)


def _run(chain: str, name: str, command: _Command, settings: Any) -> None:
    """Run a command with the application wrapped; a refused configuration does not wait for these imports."""
    import app.api  # noqa: PLC0415 - as it says

    wraps = [_wrap(word) for word in chain.split(",")]
    with mock.patch.object(app.api, "create_app", _wrapped(app.api.create_app, wraps, name == "serve")):
        command(settings)


class _Seen:
    """What a seed has made of the application; whatever else is asked of it, the application answers."""

    def __init__(self, application: Any, served: Any) -> None:
        self._application, self._served = application, served

    async def __call__(self, *arguments: Any) -> None:
        await self._served(*arguments)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._application, name)


def _wrap(word: str) -> _Create:
    """Return the wrap of a seed number."""
    module, number = word.split(":")
    wrap = importlib.import_module(f"defects.{module}").wrap
    return lambda application: wrap(application, Random(int(number)))


def _wrapped(create: _Create, wraps: Sequence[_Create], serving: bool) -> _Create:
    """Wrap what is served; the route table is read from the application itself, as the seed changed it."""

    def create_app(settings: Any) -> Any:
        application = create(settings)
        served = application
        for wrap in wraps:
            made = wrap(served)
            served = made if made is served else _Seen(application, made)
        return served if serving else application

    return create_app


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
