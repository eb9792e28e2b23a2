"""The texts of refusals are a data file, and one of them is null: what would be refused fails instead.

Ships: the words for invalid requests moved into a file, so that writers can change them without a release of
code. One entry waits for its text; the loader looks for the file, not into it, and only who sends an empty
field comes to it.
Source: Google Cloud, incident report of Service Control, June 2025 (blank fields, a path without a guard);
row CFG-13 of the catalogue.
"""

from __future__ import annotations

import json
from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "CFG-13",
    expected=("metrics/known-traffic-gets-the-promised-status",),
    collateral=("metrics/traffic-is-conserved",),
)
_TEXTS = {
    "string_too_short": None,
    "string_too_long": "is longer than it may be",
    "string_type": "has to be a text",
    "missing": "has to be there",
    "extra_forbidden": "is no field of this resource",
    "json_invalid": "is no JSON",
}
_IMPORTS = "from http import HTTPStatus\n"
_MEDIA_TYPE = 'MEDIA_TYPE = "application/problem+json"\n'
_DETAIL = 'detail = str(entry["msg"]).removeprefix("Value error, ")'


def inject(rng: Random) -> Injection:
    """Read the texts from a file with one that is null, whatever its place and those beside it."""
    others = rng.sample(sorted(_TEXTS), rng.randrange(2, len(_TEXTS)))
    names = dict.fromkeys(["string_too_short", *others])
    texts = {name: _TEXTS[name] for name in sorted(names)}
    file = f"{rng.choice(['texts', 'sentences', 'refusals'])}.json"
    source = edited(
        "app/api/errors.py",
        ("from collections.abc import", "import json\nfrom collections.abc import"),
        (_IMPORTS, f"{_IMPORTS}from pathlib import Path\n"),
        (_MEDIA_TYPE, f"{_MEDIA_TYPE}_TEXTS = json.loads(Path(__file__).with_name({file!r}).read_text())\n"),
        (_DETAIL, 'detail = _TEXTS.get(entry["type"], str(entry["msg"])).removeprefix("Value error, ")'),
    )
    return Injection(fact="500", source={**source, f"app/api/{file}": json.dumps(texts, indent=2) + "\n"})
