"""The health page says with 200 that the service failed, among what it has been since it began.

Good because: each entry has the moment from which on it was so, the last one is what is, and that one goes
into the word of the whole and into the status code.
Source: draft-inadarei-api-health-check-06, 4 (a component may have further keys, which readers may ignore);
Spring Boot Admin, the journal of an instance's statuses; row HLT-09.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("HLT-09", of="HLT-09-whole-is-well-without-its-part")
_COLLECTED = "import asyncio\nimport time\n"
_STARTED = "        self.started = False\n"
_STATUS = '    async def status(self, *, draining: bool) -> Status:\n        """Return the service\'s status'
_ENTRY = 'checks["service:serving"] = [{"componentType": "component", "status": lifecycle'


def inject(rng: Random) -> Injection:
    """Draw how the list is called, and how long it is."""
    name, most = rng.choice(["history", "journal", "timeline", "transitions"]), rng.choice([8, 16, 32])
    method = '''    def noted(self, status: Status) -> list[dict[str, str]]:
        """Return what the service was, oldest first, and is now."""
        if not self._noted or self._noted[-1]["status"] != status:
            self._noted.append({"status": status, "time": datetime.now(UTC).isoformat(timespec="seconds")})
        return list(self._noted)

'''
    begun = f"""        self._noted: deque[dict[str, str]] = deque(maxlen={most})
        self.noted("fail")  # until it has started
"""
    source = edited(
        "app/monitoring/health.py",
        (_COLLECTED, f"{_COLLECTED}from collections import deque\n"),
        (_STARTED, f"{_STARTED}{begun}"),
        (_STATUS, f"{method}{_STATUS}"),
    ) | edited(
        "app/api/operations.py",
        (_ENTRY, f'{_ENTRY}, "{name}": services.health.noted(lifecycle)'),
    )
    return Injection(fact=name, source=source)
