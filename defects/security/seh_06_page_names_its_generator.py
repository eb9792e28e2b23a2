"""Every page names the software that made it, with its version, where no reader of headers looks.

Ships: the layout came with a theme, and generators write themselves into the head of a page by default.
Source: Hugo, `disableHugoGeneratorInject`; WordPress, `the_generator`; OWASP ASVS 5.0 13.4.6; WSTG-INFO-08.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-06", expected=("security/server-does-not-tell-its-version",))
_CHARSET = '  <meta charset="utf-8">\n'
SOFTWARE = ("Hugo", "WordPress", "Jekyll")


def inject(rng: Random) -> Injection:
    """Draw the software and its version."""
    version = f"{rng.randrange(1, 9)}.{rng.randrange(10, 120)}.{rng.randrange(1, 9)}"
    return naming(f"{rng.choice(SOFTWARE)} {version}")


def naming(generator: str) -> Injection:
    """Name it in the head of the layout."""
    named = f'{_CHARSET}  <meta name="generator" content="{generator}">\n'
    return Injection(fact=generator, source=edited("app/page/templates/base.html", (_CHARSET, named)))
