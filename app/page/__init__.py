"""The page for people: a search form and its results, rendered here, without a script."""

from app.page.routes import router as router
