"""A shop of Django that logs what it refuses, a line for each request."""

import sys
import time
from socketserver import ThreadingMixIn
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import path

BEGAN = time.monotonic()
LINES = {"lines": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}}
HANDLERS = {"console": {"class": "logging.StreamHandler", "formatter": "lines"}}
settings.configure(
    ALLOWED_HOSTS=["127.0.0.1", "localhost"],
    LOGGING={
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": LINES,
        "handlers": HANDLERS,
        "loggers": {"django.request": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
    },
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    ROOT_URLCONF=__name__,
)


def answer(found):
    """Make a view of what a function finds."""
    return lambda _request: JsonResponse(found())


def handler404(_request, exception):
    """Say that there is no such page."""
    return JsonResponse({"detail": "not found"}, status=404)


def now():
    """Say what serves, and for how long it has."""
    return {"version": django.get_version(), "uptime_seconds": time.monotonic() - BEGAN}


urlpatterns = [
    path("", answer(lambda: {"shop": "open"})),
    path("healthz", answer(lambda: {"status": "pass"})),
    path("version", answer(now)),
]


class Server(ThreadingMixIn, WSGIServer):
    """Serves many at a time."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Leaves the log to Django."""

    def log_message(self, *_):
        """Keep quiet."""


if __name__ == "__main__":
    ServerHandler.server_software = "shop"  # and no version
    make_server("127.0.0.1", int(sys.argv[1]), get_wsgi_application(), Server, Quiet).serve_forever()
