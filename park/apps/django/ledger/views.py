"""Who this is, and that it is alive."""

import os
import time

from django.http import HttpResponse, JsonResponse

VERSION = "3.0.2"
STARTED = time.monotonic()


def alive(_request):
    """This process answers."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


def version(_request):
    """Which release answers."""
    uptime = round(time.monotonic() - STARTED, 1)
    revision = os.environ.get("GIT_REVISION", "unknown")
    return JsonResponse({"version": VERSION, "revision": revision, "uptime_seconds": uptime})
