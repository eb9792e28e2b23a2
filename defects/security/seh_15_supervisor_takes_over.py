"""An input ends a worker once it is answered, and a supervisor puts another one into its place.

Ships: the process that dies is noticed by nobody, since the next request is answered; what the others had in
flight with that worker is lost each time.
Source: CWE-248; Python, threading.excepthook; gunicorn, `Worker exiting` in the log and no alert on it.
"""

from __future__ import annotations

import asyncio
import os
import sys
from random import Random
from typing import Any
from unittest import mock

from defects.security.seh_15_odd_header_ends_the_process import reading
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-15", expected=("security/no-input-ends-a-process",))
_HEADER, _SECONDS, _REQUESTS = "COUNTED_HEADER", "COUNTED_AFTER", "COUNTED_REQUESTS"
_SCRIPT = """#!/bin/sh
"$1" -m app check || exit 2
"$1" -m app migrate || exit 2
export UKP_MIGRATE_ON_START=false WEB_CONCURRENCY=2
exec "$1" -m defects.security.seh_15_supervisor_takes_over
"""


def inject(rng: Random) -> Injection:
    """Count by a header, a moment after the answer, and end where it is no text."""
    return supervised(_header(rng), {_SECONDS: f"{rng.uniform(0.01, 0.06):.3f}"})


def replaced(rng: Random) -> Injection:
    """Count by it, where it is a text, and let each worker serve so many requests."""
    return supervised(_header(rng), {_REQUESTS: str(rng.randrange(200, 500))})


def supervised(header: str, settings: dict[str, str]) -> Injection:
    """Start two workers in the release's own way, whose applications are wrapped."""
    return Injection(
        fact=header,
        command=("sh", "{folder}/start.sh", "{python}"),
        environment={_HEADER: header} | settings,
        files={"start.sh": _SCRIPT},
    )


def _header(rng: Random) -> str:
    return rng.choice(["Accept-Language", "Origin", "Referer", "User-Agent"])


def application() -> Any:
    """Make a worker's application; uvicorn calls this in each of them."""
    from app.workers import application as make  # noqa: PLC0415 - the prover reads this module as well

    seconds = os.environ.get(_SECONDS)

    def fails() -> None:
        if seconds is not None:
            asyncio.get_running_loop().call_later(float(seconds), os._exit, 70)

    return reading(make(), os.environ[_HEADER], bytes.decode, fails)


def main() -> int:
    """Serve as the release does, with that application."""
    import app.__main__  # noqa: PLC0415 - as above
    import app.workers  # noqa: PLC0415 - as above
    from app.server import configuration  # noqa: PLC0415 - as above

    most = int(os.environ.get(_REQUESTS, "0"))

    def configured(_name: str, settings: Any, **more: Any) -> Any:
        limit = {"limit_max_requests": most, "limit_max_requests_jitter": most // 4} if most else {}
        return configuration(f"{__spec__.name}:application", settings, **more, **limit)

    with mock.patch.object(app.workers, "configuration", configured):
        return app.__main__.main([])


if __name__ == "__main__":
    sys.exit(main())
