"""Tell a webhook of a verdict that is not the one before: `python -m deploy.pipeline.notify`.

The address is a secret: it comes from the environment alone, and no word of it is printed. What cannot be
told is said, and told the next time: it changes no verdict, and the exit status is 0.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import Any

ADDRESS = "GONOGO_WEBHOOK"
SECONDS = 10.0
VERDICT = Path("reports/out/verdict.json")
TOLD = Path("reports/out/told.json")


class NotTakenError(Exception):
    """The webhook did not take it; why, without its address."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would make a POST a GET, at an address that nobody named."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow none."""


def main(arguments: list[str] | None = None) -> int:
    """Tell it where it is news."""
    parser = argparse.ArgumentParser(prog="notify", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--verdict", type=Path, default=VERDICT, help="the run's verdict.json")
    parser.add_argument("--told", type=Path, default=TOLD, help="where the verdict stands that was told last")
    parser.add_argument("--page", default="", help="where people read more")
    asked = parser.parse_args(arguments)
    now, before = _now(asked.verdict), _read(asked.told).get("verdict")
    try:
        said = _tell(now, before, asked.page)
        asked.told.parent.mkdir(parents=True, exist_ok=True)
        asked.told.write_text(json.dumps({"run": now["run"], "verdict": now["verdict"]}) + "\n", "utf-8")
    except NotTakenError as refused:
        said = f"not told that {before} became {now['verdict']}: {refused}"
    except OSError as unwritten:
        said = f"{said}; it is told again the next time: {asked.told}: {unwritten.strerror}"
    print(f"notify: {said}", file=sys.stderr)
    return 0


def _tell(now: dict[str, Any], before: str | None, page: str) -> str:
    """Post a change, and say what was done; NotTakenError."""
    verdict = now["verdict"]
    if before is None:
        return f"{verdict} is the first verdict"
    if before == verdict:
        return f"{verdict}, as before"
    address = os.environ.get(ADDRESS, "")
    if not address:
        return f"{before} became {verdict}, and {ADDRESS} names nobody to tell"
    told = {"service": now["service"], "run": now["run"], "before": before, "now": verdict, "page": page}
    post(address, told)
    return f"told that {before} became {verdict}"


def post(address: str, document: dict[str, Any], seconds: float = SECONDS) -> None:
    """Send it as JSON; NotTakenError for any answer but 2xx, and for none within the seconds."""
    if not address.startswith(("https://", "http://")):
        raise NotTakenError("its address is no http or https URL")
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        request = urllib.request.Request(address, json.dumps(document).encode(), method="POST")
        request.add_header("Content-Type", "application/json")
        opener.open(request, timeout=seconds).close()
    except urllib.error.HTTPError as answered:
        raise NotTakenError(f"it answered {answered.code}") from None
    except urllib.error.URLError as unreached:
        raise NotTakenError(f"no answer: {type(unreached.reason).__name__}") from None
    except (OSError, HTTPException, ValueError) as broken:  # their texts may hold the address
        raise NotTakenError(f"no answer: {type(broken).__name__}") from None


def _now(path: Path) -> dict[str, Any]:
    """Return the verdict; one that cannot be read is a HOLD of nobody knows which run."""
    found = _read(path)
    known = {name: str(found.get(name, "")) for name in ("service", "run")}
    verdict = found.get("verdict")
    return known | {"verdict": verdict if verdict in ("GO", "HOLD", "NO-GO") else "HOLD"}


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


if __name__ == "__main__":
    sys.exit(main())
