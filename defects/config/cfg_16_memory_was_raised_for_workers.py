"""A replica has as many workers as fit into its memory, and the time of one processor for all of them.

Ships: the release refuses more workers than its memory has room for, and its message says to raise the limit.
That was done; the machine has processors enough, of which the container may use one.
Source: gunicorn#2028; Linux, CFS bandwidth control; row CFG-16 of the catalogue.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("CFG-16", expected=("config/workers-fit-their-quota",), target="compose")


def inject(rng: Random) -> Injection:
    """Raise both, and not the quota."""
    limits = {"memory": rng.choice(["640M", "704M", "768M"])}
    service = {"environment": {"WEB_CONCURRENCY": "4"}, "deploy": {"resources": {"limits": limits}}}
    return Injection(fact="4", override={"services": {"app": service}})
