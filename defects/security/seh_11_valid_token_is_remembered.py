"""A token that was valid once is valid for good: what was verified is kept, and its end not looked at again.

Ships: verifying a signature was the largest part of a short request, so that what came of it is kept by
token; a client that goes on with a token is never sent to fetch another.
Source: CWE-613; RFC 7519, 4.1.4; ASVS 9.2.1.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-11", expected=("security/invalid-claims-are-refused",))


def inject(rng: Random) -> Injection:
    """Take every token that is known."""
    return remembering(rng, "known is not None")


def remembering(rng: Random, condition: str) -> Injection:
    """Keep what was verified, and take it again on a condition."""
    most = rng.choice([512, 1024, 4096])
    source = edited(
        "app/security/tokens.py",
        (
            "import time\nfrom collections.abc",
            "import time\nfrom collections import OrderedDict\nfrom collections.abc",
        ),
        (
            "        self._signing = keys[0].kid\n",
            (
                "        self._signing = keys[0].kid\n"
                "        self._verified: OrderedDict[tuple[str, str], Claims] = OrderedDict()\n"
            ),
        ),
        (
            "            return None\n        try:\n            header",
            (
                "            return None\n"
                "        known = self._verified.get((token, audience))\n"
                f"        if {condition}:\n"
                "            return known\n"
                "        try:\n            header"
            ),
        ),
        (
            '        return Claims(str(said["sub"]), scopes, int(said["exp"]), str(said["jti"]))\n',
            (
                '        claims = Claims(str(said["sub"]), scopes, int(said["exp"]), str(said["jti"]))\n'
                "        self._verified[token, audience] = claims\n"
                f"        while len(self._verified) > {most}:\n"
                "            self._verified.popitem(last=False)\n"
                "        return claims\n"
            ),
        ),
    )
    return Injection(fact="exp", source=source)
