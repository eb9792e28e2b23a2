"""Only wrong keys count against the limit, and only once they were answered: too late for those sent at once.

Ships: whoever signed in often was locked out, so that the count moved behind the comparison; later a wrong
key got a delay, which is in between. One after the other the tries end where they should.
Source: CWE-367, CWE-307; PortSwigger, Smashing the state machine (2023): limit overrun.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-03", expected=("security/limit-holds-for-a-client",))


def inject(rng: Random) -> Injection:
    """Look first, wait, count then."""
    seconds = round(rng.uniform(0.25, 0.5), 2)
    source = edited(
        "app/page/routes.py",
        ("from typing import Any\n", "import asyncio\nfrom typing import Any\n"),
        (
            '    if (wait := await services.sign_ins.wait_seconds(f"sign-in:{address}")) is not None:\n',
            (
                '    tries = f"sign-in:{address}"\n'
                "    if (wait := await services.sign_ins.spent_seconds(tries)) is not None:\n"
            ),
        ),
        (
            "    if holder is None:\n        return page(",
            (
                "    if holder is None:\n"
                f"        await asyncio.sleep({seconds})  # guessing takes its time\n"
                "        await services.sign_ins.wait_seconds(tries)\n"
                "        return page("
            ),
        ),
    )
    return Injection(fact="wrong key", source=source)
