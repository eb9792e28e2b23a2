"""A compressed body is held to the limit as it arrives, and is inflated whole.

Ships: clients may compress what they send. 256 KiB of gzip hold a quarter of a gigabyte.
Source: CWE-409; OWASP API4:2023.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-16", expected=("security/oversized-bodies-are-refused",))
_READ = "        return model.model_validate_json(await read_body(request, limit_bytes))\n"
_INFLATED = """        raw = await read_body(request, limit_bytes)
        if request.headers.get("content-encoding", "").lower() == "gzip":
            raw = {how}
        return model.model_validate_json(raw)
"""


def inject(_rng: Random) -> Injection:
    """Inflate without a limit."""
    return Injection(fact="of gzip", source=inflating("gzip.decompress(raw)"))


def inflating(how: str) -> dict[str, str | None]:
    """Take bodies with Content-Encoding gzip."""
    return edited(
        "app/api/body.py",
        ("import asyncio\n", "import asyncio\nimport gzip\nimport zlib\n"),
        (_READ, _INFLATED.format(how=how)),
    )
