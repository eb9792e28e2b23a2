"""The address of another service is no literal of the code: it stands in a data file beside it.

Ships: a list of mirrors moves from a module into JSON, because JSON is data, and goes into the image as it is
on the author's network.
Source: TravisCI, z2b3lz2kwcfp (post-mortem: the wrong environment's database).
"""

from __future__ import annotations

import json
from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

_IMPORT = "from app.imports.mirrors import PREFERRED as PREFERRED"
DEFECT = Defect("CFG-11", expected=("config/addresses-and-credentials-are-settings",))


def inject(rng: Random) -> Injection:
    """Read the first mirror from a file of the package."""
    address = f"10.{rng.randrange(1, 255)}.{rng.randrange(1, 255)}.{rng.randrange(2, 250)}"
    return listing(address, {"mirrors": [f"http://{address}:{rng.randrange(3000, 9000)}/feed"]})


def listing(fact: str, listed: dict[str, object]) -> Injection:
    """Read what is listed from a file of the package."""
    module = (
        '"""Mirrors that imports prefer."""\n\nimport json\nfrom pathlib import Path\n\n'
        'PREFERRED = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))["mirrors"]\n'
    )
    return Injection(
        fact=fact,
        source={
            "app/imports/mirrors.json": json.dumps(listed, indent=2),
            "app/imports/mirrors.py": module,
            **edited(
                "app/imports/fetch.py",
                (
                    "from app.imports.failures import",
                    f"{_IMPORT}\nfrom app.imports.failures import",
                ),
            ),
        },
    )
