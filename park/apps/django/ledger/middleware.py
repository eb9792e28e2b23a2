"""What stands before everything else."""

from django.http import HttpResponseNotAllowed

METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]


def known_methods(get_response):
    """Refuse a method that nobody knows before it is counted: the exporter makes a series of each."""

    def middleware(request):
        return get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)

    return middleware
