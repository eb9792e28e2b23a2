"""The server writes its access lines itself, by a handler of its own, and each is a record.

Good because: whoever writes, what is written is one JSON object a line.
Source: row LOG-02 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("LOG-02", of="LOG-02-server-keeps-a-logger-of-its-own")


def inject(rng: Random) -> Injection:
    """Let the server log each request, by the service's own handler or by one of its own that writes JSON."""
    word = rng.choice(["access", "http", "served"])
    return Injection(
        fact=word,
        source=edited(
            "app/server.py",
            ("import uvicorn\n", "import json\nimport logging\n\nimport uvicorn\n"),
            (
                "        log_config=None,\n        access_log=False,\n",
                f"        log_config=_lines({word!r}),\n        access_log=True,\n",
            ),
            ("def configuration(", f"{_LINES}\n\ndef configuration("),
        ),
    )


_LINES = """class Records(logging.Formatter):
    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word

    def format(self, record: logging.LogRecord) -> str:
        told = {"event": self._word, "request": record.getMessage()}
        return json.dumps(told | structlog.contextvars.get_contextvars())


def _lines(word: str) -> dict[str, Any]:
    handler = {"class": "logging.StreamHandler", "formatter": "records", "stream": "ext://sys.stderr"}
    own = {"handlers": ["own"], "level": "INFO", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"records": {"()": Records, "word": word}},
        "handlers": {"own": handler},
        "loggers": {"uvicorn.access": own},
    }

"""
