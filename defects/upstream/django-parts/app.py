"""Files of a form, taken by Django."""

import sys
import time
from importlib.metadata import version
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, make_server

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import path

BEGAN = time.monotonic()
settings.configure(SECRET_KEY="k" * 50, ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, MIDDLEWARE=[])


def healthz(_request):
    """Live."""
    return JsonResponse({"status": "pass"})


def stated(_request):
    """Say what serves, and for how long it has."""
    return JsonResponse({"version": version("django"), "uptime_seconds": time.monotonic() - BEGAN})


def upload(request):
    """Say how many files there are."""
    return JsonResponse({"files": len(request.FILES)}, status=201)


ServerHandler.server_software = "uploads"  # and no version


class Quiet(WSGIRequestHandler):
    """Writes no line for a request."""

    def log_message(self, *_):
        """Keep quiet."""


urlpatterns = [path("healthz", healthz), path("version", stated), path("upload", upload)]
server = make_server("127.0.0.1", int(sys.argv[1]), get_wsgi_application(), handler_class=Quiet)
server.serve_forever()
