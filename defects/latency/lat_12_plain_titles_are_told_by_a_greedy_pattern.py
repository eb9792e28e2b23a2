"""Whether a title is plain words is told by a pattern that tries every division of a word.

Ships: plain titles need no cleaning, so a pattern lets them pass early. Forty letters and an exclamation mark
take longer than anybody waits, and nobody else is served meanwhile.
Source: Cloudflare, 2 July 2019; Stack Exchange, 20 July 2016; CWE-1333.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LAT-12", expected=("security/no-input-holds-up-the-next-client",))
_LINE = '    line = " ".join(clean(text).split())\n'


def inject(_rng: Random) -> Injection:
    """Try every division."""
    return Injection(fact="title", source=patterned(r"(?:[\w-]+\s?)*"))


def patterned(pattern: str) -> dict[str, str | None]:
    """Let plain titles pass by a pattern."""
    early = f'    if text.strip() and re.fullmatch(r"{pattern}", text):\n        return text.strip()\n'
    return edited("app/knowledge/text.py", (_LINE, early + _LINE))
