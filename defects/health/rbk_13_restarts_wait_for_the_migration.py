"""Nothing waits for the migration: a replica that finds an old schema ends, and is started again and again.

Ships: `depends_on` made each `up` slow, and "the restart policy sorts it out". A start that has to be tried
again and again cannot be told from one that fails, and where probes or back-offs count restarts the replica
is given up.
Source: rhesis#2545, aegra#344, #548; Docker, "Control startup and shutdown order in Compose".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import RESET, Defect, Injection, Replaced

DEFECT = Defect("RBK-13", expected=("health/nothing-was-restarted",), target="compose")


def inject(rng: Random) -> Injection:
    """End where starting is delayed."""
    error = rng.choice(["RuntimeError", "OSError", "ConnectionError"])
    services = edited(
        "app/api/services.py",
        (
            (
                '            _log.warning("start_delayed", reason=reason)\n'
                "            self._tasks.append(asyncio.create_task(self._keep_starting()))\n"
            ),
            (
                '            _log.warning("start_given_up", reason=reason)\n'
                f"            raise {error}(reason)  # whoever started it starts it again\n"
            ),
        ),
    )
    started = Replaced({"app": {"condition": "service_started"}})
    return Injection(
        fact="app",
        override={"services": {"app": {"depends_on": RESET}, "proxy": {"depends_on": started}}},
        source=services,
    )
