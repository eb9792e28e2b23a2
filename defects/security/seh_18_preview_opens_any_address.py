"""A preview opens whatever address an article names, a file of this machine too.

Ships: it came from a developer's script into the service; every article that it was tried on was on the web.
Source: OWASP ASVS 5.0 15.3.2, 1.3.6; CWE-918.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEH-18", expected=("security/code-scan-finds-nothing",))


def inject(rng: Random) -> Injection:
    """Add the module."""
    return preview(rng, "    pass\n", "")


def preview(rng: Random, check: str, comment: str) -> Injection:
    """Write a module that checks an address and opens it, below a number of lines of no matter."""
    name = rng.choice(["preview", "summary", "favicon"])
    above = "".join(f"LIMIT_{n} = {rng.randrange(10, 99)}\n" for n in range(rng.randrange(1, 6)))
    text = f'''"""Show what an address is about."""

from urllib.request import urlopen

{above}

def checked(address: str) -> None:
    """Refuse an address that must not be opened."""
{check}

def {name}(address: str) -> bytes:
    """Return the first bytes."""
    checked(address)
    return bytes(urlopen(address, timeout=2).read(4096)){comment}
'''
    line = next(n for n, one in enumerate(text.splitlines(), 1) if "urlopen(address" in one)
    path = f"app/knowledge/{name}.py"
    return Injection(fact=f"{path}:{line}", source={path: text})
