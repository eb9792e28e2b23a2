"""Run a command of the reference release through a seed: `python -m defects.serve MODULE SEED [COMMAND]`.

MODULE is the seed's module below ``defects``; COMMAND is one of `python -m app`, serve by default.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from random import Random
from typing import Any
from unittest import mock

import app.__main__
import app.api

_Create = Callable[[Any], Any]


def main(arguments: list[str]) -> int:
    """Hand over to the release's own command, with its application wrapped."""
    module, number, *command = arguments
    wrap = importlib.import_module(f"defects.{module}").wrap
    serving = command in ([], ["serve"])
    with mock.patch.object(app.api, "create_app", _wrapped(app.api.create_app, wrap, int(number), serving)):
        return app.__main__.main(command)


def _wrapped(create: _Create, wrap: Callable[[Any, Random], Any], number: int, serving: bool) -> _Create:
    """Wrap what is served; the route table is read from the application itself, as the seed changed it."""

    def create_app(settings: Any) -> Any:
        application = create(settings)
        served = wrap(application, Random(number))
        return served if serving else application

    return create_app


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
