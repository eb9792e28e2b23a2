"""A step of the pipeline uses an action by a tag, which its owner, or whoever has the account, moves.

Ships: a step copied from the action's own README.
Source: tj-actions/changed-files, CVE-2025-30066; zizmor, unpinned-uses.
"""

from __future__ import annotations

import re
from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-13", expected=("config/actions-are-pinned",))
_USES = re.compile(r"uses: (?P<action>[\w./-]+)@[0-9a-f]{40} # (?P<tag>v\d+)[\d.]*")


def inject(rng: Random) -> Injection:
    """Name the tag in one of the files."""
    return using(rng, "{action}@{tag}")


def using(rng: Random, instead: str) -> Injection:
    """Name something in the place of one pin."""
    path = f".github/workflows/{rng.choice(['deploy', 'nightly', 'verify'])}.yml"
    text = (ROOT / path).read_text(encoding="utf-8")
    used = rng.choice(list(_USES.finditer(text)))
    named = instead.format_map(used.groupdict())
    return Injection(fact=named, source={path: f"{text[: used.start()]}uses: {named}{text[used.end() :]}"})
