"""A style under the hash of another build is looked up on the disk, by whatever stands before the hash.

Ships: files that are there and were not read at the start, as a licence, were not found under another
build's name. The table answers for names of this build, so that the plain ways out of the folder are all
refused; the way behind it takes a name with a hash for one of ours, decodes it as somebody thought it still
had to be, and opens the file.
Source: CWE-22; CVE-2021-42013 of Apache (a path that is decoded once more after the check). That only a
fallback does so is general experience.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-20", expected=("security/static-files-stay-in-their-folder",), starred=True)

_PATTERN = r"(.+)\.[0-9a-f]{16}(\.[a-z]+)"
_ANSWER = """    other = _OTHER.fullmatch(name)
    return _BY_NAME.get(name) or (_BY_FILE.get(f"{other[1]}{other[2]}") if other else None)
"""
_LOOKED_UP = '''    other = _OTHER.fullmatch(unquote(name))
    return _BY_NAME.get(name) or (_on_disk(f"{other[1]}{other[2] or ''}") if other else None)


def _on_disk(file: str) -> Asset | None:
    """Return a file of the folder, read at the start or not."""
    path = _FOLDER / file
    if not path.is_file():
        return None
    return Asset(file, path.read_bytes(), _TYPES.get(path.suffix, "MEDIA_TYPE"))
'''


def inject(rng: Random) -> Injection:
    """Look it up, and call what has no known ending so."""
    looked_up = _LOOKED_UP.replace(
        "MEDIA_TYPE", rng.choice(("application/octet-stream", "text/plain; charset=utf-8"))
    )
    source = edited(
        "app/page/assets.py",
        ("from pathlib import Path\n", "from pathlib import Path\nfrom urllib.parse import unquote\n"),
        (_PATTERN, f"{_PATTERN}?"),
        (_ANSWER, looked_up),
    )
    return Injection(fact="/assets", source=source)
