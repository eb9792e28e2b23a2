"""Shelf: the books of a small library, as JSON."""

from flask import Flask

from shelf import auth, books, cache, errors, health, logs, settings, storage, telemetry


def create_app(environ=None):
    """Make the application; SettingsError where the environment does not do."""
    loaded = settings.load(environ)
    logs.configure(loaded.log_level)
    app = Flask(__name__, static_folder=None)
    app.config.update(SHELF=loaded, MAX_CONTENT_LENGTH=64 * 1024, DEBUG=False)
    storage.init_app(app)
    cache.init_app(app)
    logs.init_app(app)
    telemetry.init_app(app)
    auth.init_app(app)
    errors.init_app(app)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(books.blueprint)
    return app
