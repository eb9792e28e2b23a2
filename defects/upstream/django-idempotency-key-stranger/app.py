"""A shop of Django that takes each order once, by django-idempotency-key: it answers a repeat as the first."""

import hmac
import io
import json
import os
import sys
import threading
import time
import uuid
from importlib.metadata import version
from socketserver import ThreadingMixIn
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer, make_server

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import path

BEGAN = time.monotonic()
LIMIT = 65536
CLIENTS = [os.environ.get("ANN_KEY", ""), os.environ.get("BOB_KEY", "")]
if not all(CLIENTS):
    sys.exit("ANN_KEY, BOB_KEY: both have to be set")
settings.configure(
    ALLOWED_HOSTS=["127.0.0.1", "localhost"],
    DATA_UPLOAD_MAX_MEMORY_SIZE=LIMIT,
    IDEMPOTENCY_KEY={"CONFLICT_STATUS_CODE": None},
    LOGGING_CONFIG=None,
    MIDDLEWARE=["idempotency_key.middleware.ExemptIdempotencyKeyMiddleware"],
    ROOT_URLCONF=__name__,
)
from idempotency_key.decorators import idempotency_key  # noqa: E402 - it reads the settings


def answer(found):
    """Make a view of what a function finds."""
    return lambda _request: JsonResponse(found())


def handler404(_request, exception):
    """Say that there is no such page."""
    return JsonResponse({"detail": "not found"}, status=404)


def client(request):
    """Return the key of whoever asks, if it is one."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    return next((known for known in CLIENTS if hmac.compare_digest(given, known.encode())), None)


@idempotency_key(optional=True)
def orders(request):
    """Take an order."""
    if request.method != "POST":
        return JsonResponse({"detail": "POST alone"}, status=405, headers={"Allow": "POST"})
    if not client(request):
        return JsonResponse({"detail": "who is that?"}, status=401)
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        return JsonResponse({"detail": "malformed"}, status=400)
    title = told.get("title") if isinstance(told, dict) else None
    if not isinstance(title, str) or not 0 < len(title) <= 80:
        return JsonResponse({"detail": "a title is missing"}, status=422)
    return JsonResponse({"id": str(uuid.uuid4()), "title": title}, status=201)


def now():
    """Say what serves, and for how long it has."""
    return {"version": version("django-idempotency-key"), "uptime_seconds": time.monotonic() - BEGAN}


urlpatterns = [
    path("", answer(lambda: {"shop": "open"})),
    path("orders", orders),
    path("healthz", answer(lambda: {"status": "pass"})),
    path("version", answer(now)),
]


class Server(ThreadingMixIn, WSGIServer):
    """Serves many at a time."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Keeps quiet."""

    def log_message(self, *_):
        """Keep quiet."""


TURN = threading.Lock()
DJANGO = get_wsgi_application()


def one_after_the_other(environ, start):
    """Read a body, however slowly it comes, and only then have Django answer: nothing else keeps repeats apart."""
    length = environ.get("CONTENT_LENGTH") or "0"
    size = int(length) if length.isdecimal() and len(length) < 10 else LIMIT + 1
    if size > LIMIT:
        start("413 Content Too Large", [("Content-Type", "application/json"), ("Connection", "close")])
        return [b'{"detail": "too large"}']
    environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(size))
    with TURN:
        return DJANGO(environ, start)


if __name__ == "__main__":
    ServerHandler.server_software = "shop"  # and no version
    make_server("127.0.0.1", int(sys.argv[1]), one_after_the_other, Server, Quiet).serve_forever()
