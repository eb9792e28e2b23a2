"""The server writes its access lines itself, by a handler that the service's own logging never sees.

Ships: access logs are turned on, and with them the server's default configuration of logging.
Source: https://github.com/Kludex/uvicorn/blob/master/uvicorn/config.py (LOGGING_CONFIG); row LOG-02 of the
catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LOG-02",
    expected=("security/log-lines-are-records",),
    collateral=("security/records-carry-their-request",),
)


def inject(rng: Random) -> Injection:
    """Let the server configure its loggers, with a line for each request."""
    word = rng.choice(["access", "http", "served"])
    return Injection(
        fact="Started server process",
        source=edited(
            "app/server.py",
            ("import uvicorn\n", "import copy\n\nimport uvicorn\nimport uvicorn.config\n"),
            (
                "        log_config=None,\n        access_log=False,\n",
                f"        log_config=_lines({word!r}),\n        access_log=True,\n",
            ),
            ("def configuration(", f"{_LINES}\n\ndef configuration("),
        ),
    )


_LINES = """def _lines(word: str) -> dict[str, Any]:
    lines = copy.deepcopy(uvicorn.config.LOGGING_CONFIG)
    lines["formatters"]["access"]["fmt"] = word + " %(client_addr)s %(request_line)s %(status_code)s"
    return lines

"""
