"""The application as a development server starts it again with each change of the source."""

from fastapi import FastAPI

from app.api import create_app
from app.config.logging import configure_logging
from app.config.refusal import load_settings


def application() -> FastAPI:
    """Make the application from the environment. Raises ConfigurationRefusedError."""
    settings = load_settings()
    configure_logging(settings.log_level, settings.secrets())
    return create_app(settings)
