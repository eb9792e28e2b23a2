"""A name that no file system takes is answered with the words of the disk, and the path in them.

Ships: a file that is there and not published is to be told from one that is not there, so that the folder is
asked for each name; that a file may not exist was thought of, and not that `stat` has other things to say.
Source: CWE-209; stat(2), ENAMETOOLONG; OWASP ASVS 5.0 16.5.1; row SEH-05.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-05", expected=("security/error-bodies-are-generic",))


def inject(rng: Random) -> Injection:
    """Ask the disk for what is not published, and answer with what it says."""
    words = rng.choice(["not readable", "unavailable", "not published"])
    source = edited(
        "app/page/assets.py",
        ("    return _BY_NAME.get(name) or", "    found = _BY_NAME.get(name) or"),
        (
            "\n\n\ndef public_name",
            (
                "\n    if found is None:\n"
                "        try:\n"
                "            (_FOLDER / name).stat()\n"
                "        except (FileNotFoundError, ValueError):\n"
                "            return None\n"
                "    return found\n\n\ndef public_name"
            ),
        ),
    )
    source |= edited(
        "app/page/routes.py",
        (
            "    found = assets.asset(name)\n",
            (
                "    try:\n"
                "        found = assets.asset(name)\n"
                "    except OSError as broken:\n"
                f'        raise HTTPException(404, f"{words}: {{broken}}") from None\n'
            ),
        ),
    )
    return Injection(fact="/assets", source=source)
