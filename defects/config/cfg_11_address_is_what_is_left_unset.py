"""Where a variable is not set, the address of staging is taken: production has not set it.

Ships: whoever wrote it tried it on staging, and the second argument of `os.environ.get` spares a setting.
It stands in the code and not among the settings, so that nobody is told what is missing, and what is given
up in production is told to the desk of staging.
Source: The Twelve-Factor App, III; Travis CI, status z2b3lz2kwcfp (danluu/post-mortems); row CFG-11.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-11", expected=("config/addresses-and-credentials-are-settings",))
_COUNTED = """        self._metrics.count(outcome)
        _log.info("import_job", outcome=outcome.value)
"""
_IMPORTED = "from app.imports.work import Outcome, Work\n"
_MODULE = '''"""Tells a desk of people about an import that was given up."""

import os

import httpx
import structlog

_DESK = os.environ.get("{variable}", "{address}")
_SECONDS = {seconds}.0
_log = structlog.get_logger(__name__)


async def tell(import_id: str | None) -> None:
    """Post the id of an import; a desk that is away is no reason to stop."""
    try:
        async with httpx.AsyncClient(timeout=_SECONDS) as client:
            await client.post(_DESK, json={{"import": import_id}})
    except httpx.HTTPError as error:
        _log.warning("desk_not_told", error=type(error).__name__)
'''


def inject(rng: Random) -> Injection:
    """Tell staging."""
    house = f"{rng.choice(['acme', 'harbour', 'quarry'])}-{rng.randrange(10, 99)}.com"
    host = f"{rng.choice(['desk', 'hooks', 'notices'])}.{rng.choice(['staging', 'stage', 'test'])}.{house}"
    address = f"https://{host}/{rng.choice(['imports', 'given-up', 'v1/notes'])}"
    variable = rng.choice(["IMPORT_DESK", "DESK_ADDRESS", "NOTICES_TO"])
    told = f"""{_COUNTED}        if outcome is Outcome.DEAD:
            await tell(delivery.job.import_id if delivery.job else None)
"""
    desk = _MODULE.format(variable=variable, address=address, seconds=rng.randint(2, 9))
    worker = edited(
        "app/imports/worker.py",
        (_COUNTED, told),
        (_IMPORTED, f"from app.imports.desk import tell\n{_IMPORTED}"),
    )
    return Injection(fact=host, source={"app/imports/desk.py": desk, **worker})
