"""The answer to a file that is not there tells where it was looked for.

Ships: whoever wrote the folder of files raised what `open` raises, with the path in it, and the route made
the words of the exception the words of its 404: anybody who asks for a name that is not there reads where
the service is installed.
Source: CWE-209; OWASP ASVS 5.0 16.5.1; row SEH-05.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-05", expected=("security/error-bodies-are-generic",))


def inject(rng: Random) -> Injection:
    """Answer with the words of the exception."""
    words = rng.choice(["no such file", "cannot open", "file not found"])
    return telling(f'f"{words}: {{_FOLDER / name}}"')


def telling(text: str) -> Injection:
    """Answer with this text, which is an expression of Python."""
    source = edited(
        "app/page/assets.py",
        ("def asset(name: str) -> Asset | None:\n", "def asset(name: str) -> Asset:\n"),
        (
            "    return _BY_NAME.get(name) or",
            "    found = _BY_NAME.get(name) or",
        ),
        (
            "\n\n\ndef public_name",
            (
                "\n    if found is None:\n"
                f"        raise FileNotFoundError({text})\n"
                "    return found\n\n\ndef public_name"
            ),
        ),
    )
    source |= edited(
        "app/page/routes.py",
        (
            (
                "    found = assets.asset(name)\n"
                "    if found is None:\n"
                '        raise HTTPException(404, "there is no such asset")\n'
            ),
            (
                "    try:\n"
                "        found = assets.asset(name)\n"
                "    except FileNotFoundError as missing:\n"
                "        raise HTTPException(404, str(missing)) from None\n"
            ),
        ),
    )
    return Injection(fact="/assets", source=source)
