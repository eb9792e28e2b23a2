"""A service by FastAPI whose instrumentator exposes metrics at a path of its own."""

import sys
import time
from importlib.metadata import version

import uvicorn
from fastapi import FastAPI
from prometheus_fastapi_instrumentator import Instrumentator

BEGAN = time.monotonic()
app = FastAPI(openapi_url=None)


@app.get("/healthz")
def healthz():
    """Live."""
    return {"status": "pass"}


@app.get("/version")
def stated():
    """Say what serves, and for how long it has."""
    product = version("prometheus-fastapi-instrumentator")
    return {"version": product, "uptime_seconds": time.monotonic() - BEGAN}


Instrumentator().instrument(app).expose(app, endpoint="/internal/metrics")
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", server_header=False)
