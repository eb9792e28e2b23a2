"""A shop by FastAPI whose report is read row by row from a session, which a dependency closes in the end."""

import sys
import time
from importlib.metadata import version
from typing import Annotated

import uvicorn
from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse

BEGAN = time.monotonic()
app = FastAPI(openapi_url=None)


class Session:
    """Reads rows until it is closed."""

    closed = False

    def rows(self):
        """Give one after the other."""
        for number in range(5):
            if self.closed:
                raise RuntimeError("the session is closed")
            yield f"{number},tea\n"


def session():
    """Open one for a request."""
    opened = Session()
    try:
        yield opened
    finally:
        opened.closed = True


@app.get("/")
async def home():
    """Say that it is open."""
    return {"shop": "open"}


@app.get("/healthz")
async def healthz():
    """Live."""
    return {"status": "pass"}


@app.get("/report")
async def report(opened: Annotated[Session, Depends(session)]):
    """Tell each row."""
    return StreamingResponse(opened.rows(), media_type="text/csv")


@app.get("/version")
async def stated():
    """Say what serves, and for how long it has."""
    return {"version": version("fastapi"), "uptime_seconds": time.monotonic() - BEGAN}


uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", server_header=False)
