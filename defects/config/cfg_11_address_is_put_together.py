"""The address of a desk is put together of pieces of the source, and one of them is the name of staging.

Ships: no address was to stand in the source, so that its parts became constants; the one that differs from
environment to environment was to come from the settings, and did not.
Source: https://12factor.net/config; row CFG-11 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-11", expected=("config/addresses-and-credentials-are-settings",))
_BURIED = "        await self._queue.bury(delivery, reason)\n"
_MODULE = '''"""Tells a desk of each import that was given up, before its owner asks."""

import httpx
import structlog

_STAGE = "STAGE_"
_DOMAIN = "DOMAIN_"
_SECONDS = 2.0
_log = structlog.get_logger(__name__)


async def told(import_id: str) -> None:
    """Tell the desk; whether it is there does not matter to the import."""
    address = f"https://DESK_.{_STAGE}.{_DOMAIN}/v1/imports"
    try:
        async with httpx.AsyncClient(timeout=_SECONDS) as client:
            await client.post(address, json={"import": import_id})
    except httpx.HTTPError as error:
        _log.warning("desk_not_told", error=type(error).__name__)
'''


def inject(rng: Random) -> Injection:
    """Tell it of what is buried."""
    desk = rng.choice(["dead-letters", "intake", "support-desk", "second-line"])
    stage, domain = rng.choice(["staging", "stage", "qa"]), rng.choice(["ukp-tools.net", "knowledge-ops.net"])
    module = _MODULE.replace("DESK_", desk).replace("STAGE_", stage).replace("DOMAIN_", domain)
    imported = "from app.imports.document import article_from\n"
    work = edited(
        "app/imports/work.py",
        (imported, "from app.imports.desk import told\n" + imported),
        (
            _BURIED + "        await self._store.end(taken, State.DEAD, reason)\n",
            _BURIED
            + "        await self._store.end(taken, State.DEAD, reason)\n        await told(taken.id)\n",
        ),
    )
    return Injection(fact=desk, source={**work, "app/imports/desk.py": module})
