"""A body that is refused leaves its temporary file open.

Ships: bodies are spooled to a file, which is closed after it was read well; what raises on the way is not.
Source: sqlalchemy#8145, for connections; Python, tempfile.mkstemp.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LAT-06", expected=("latency/descriptors-come-to-rest",))
_READ = "        return model.model_validate_json(await read_body(request, limit_bytes))\n"
_SPOOLED = """        handle, path = tempfile.mkstemp(prefix="ukp-body-")
        os.unlink(path)
        os.write(handle, await read_body(request, limit_bytes))
        found = model.model_validate_json(os.pread(handle, limit_bytes, 0))
        os.close(handle)
        return found
"""


def inject(_rng: Random) -> Injection:
    """Spool bodies to files."""
    return Injection(fact="files", source=spooling(_SPOOLED))


def spooling(how: str) -> dict[str, str | None]:
    """Read a body by way of a file."""
    return edited(
        "app/api/body.py", ("import asyncio\n", "import asyncio\nimport os\nimport tempfile\n"), (_READ, how)
    )
