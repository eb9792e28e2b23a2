"""While the store of the limits is away, nobody is limited.

Ships: an outage of the cache once turned users away, so a limit that cannot be counted was made no limit:
every replica lets all through, and who guesses keys has to wait for an outage, or to make one.
Source: OWASP ASVS 5.0 16.5.3 (fail securely); Envoy, `failure_mode_deny: false` of its rate limit filter.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-19", expected=("security/limits-hold-in-outage",), target="compose")
_ASKED = """        if self._shared is not None and not self._outage.spares:
            try:
                wait = await ask(self._shared, identity)
            except (StorageError, OSError, TimeoutError) as error:
                self._outage.failed(getattr(error, "storage_error", error))
            else:
                self._outage.succeeded()
                return wait
        return await ask(self._local, identity)
"""
_LIFTED = """        if self._shared is None:
            return await ask(self._local, identity)
        if self._outage.spares:
            return None
        try:
            wait = await ask(self._shared, identity)
        except (StorageError, OSError, TimeoutError) as error:
            self._outage.failed(getattr(error, "storage_error", error))
            return None
        self._outage.succeeded()
        return wait
"""


def inject(_rng: Random) -> Injection:
    """Let all through then."""
    return Injection(fact="/session", source=edited("app/api/limits.py", (_ASKED, _LIFTED)))
