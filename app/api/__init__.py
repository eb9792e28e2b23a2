"""The HTTP interface. `create_app(settings)` makes the ASGI application."""

from app.api.application import create_app

__all__ = ["create_app"]
