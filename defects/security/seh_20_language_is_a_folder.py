"""What a browser would rather read becomes the name of a folder.

Ships: files of the page were translated, and lie in a folder for each language; the first language of the
header is joined to the path as it is. `..` is a language like any other.
Source: CWE-22; CVE-2011-0447-like lookups by locale, rails CVE-2019-5418 (a path out of the Accept header);
row SEH-20.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-20", expected=("security/static-files-stay-in-their-folder",))


def inject(rng: Random) -> Injection:
    """Look into the folder of the language first."""
    return translating(rng, "not language")


def translating(rng: Random, unknown: str) -> Injection:
    """Look there, but for a language that is not known."""
    name = rng.choice(["translated", "localised", "in_language"])
    looked_up = (
        f"def {name}(name: str, language: str) -> Asset | None:\n"
        '    """Return the file as it is in a language, if there is one."""\n'
        "    try:\n"
        "        path = _FOLDER / language / name\n"
        f"        if {unknown} or not path.is_file():\n"
        "            return None\n"
        '        return Asset("", path.read_bytes(), _TYPES.get(path.suffix, "application/octet-stream"))\n'
        "    except OSError:\n"
        "        return None\n\n\n"
    )
    before = "def public_name(file: str) -> str:\n"
    source = edited("app/page/assets.py", (before, f"{looked_up}{before}"))
    source |= edited(
        "app/page/routes.py",
        (
            "async def asset(name: str) -> Response:\n",
            "async def asset(request: Request, name: str) -> Response:\n",
        ),
        (
            "    found = assets.asset(name)\n",
            (
                '    first = request.headers.get("accept-language", "").split(",")[0].split(";")[0].strip()\n'
                f"    found = assets.{name}(name, first) or assets.asset(name)\n"
            ),
        ),
    )
    return Injection(fact="/assets", source=source)
