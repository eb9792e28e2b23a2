"""A sign-in that succeeds lets its address begin anew, and who has one key guesses others without an end.

Ships: people who had mistyped their key were locked out after they had found it, so that a success clears the
count. It is kept by address: nine guesses, one's own key, nine guesses.
Source: PortSwigger Academy, "Broken brute-force protection, IP block";
Baeldung/spring-security-registration#197; CWE-307.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-03", expected=("security/limit-holds-for-a-client",))
_CLOSE = "    async def close(self) -> None:\n"
_FORGET = '''    async def NAME(self, identity: str) -> None:
        """Let an identity begin anew."""
        await self._asked(self._clear, identity)

    async def _clear(self, limiter: RateLimiter, identity: str) -> int | None:
        await limiter.clear(self._limit, identity)
        return None

'''
_ISSUED = "    token = services.tokens.issue(holder.name, holder.scopes, PAGE)\n"


def inject(rng: Random) -> Injection:
    """Clear the count once the key was right."""
    name = rng.choice(["forget", "reset", "forgive"])
    source = {
        **edited("app/api/limits.py", (_CLOSE, _FORGET.replace("NAME", name) + _CLOSE)),
        **edited(
            "app/page/routes.py",
            (_ISSUED, f'    await services.sign_ins.{name}(f"sign-in:{{address}}")\n{_ISSUED}'),
        ),
    }
    return Injection(fact="wrong key", source=source)
