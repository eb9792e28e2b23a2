"""A shop that takes each order once, by the idempotency of Powertools for AWS Lambda."""

import json
import sys
import threading
import time
import uuid
import warnings
from importlib.metadata import version

import uvicorn
from aws_lambda_powertools.utilities.idempotency import (
    BasePersistenceLayer,
    IdempotencyConfig,
    idempotent_function,
)
from aws_lambda_powertools.utilities.idempotency.exceptions import (
    IdempotencyAlreadyInProgressError,
    IdempotencyItemAlreadyExistsError,
    IdempotencyItemNotFoundError,
    IdempotencyValidationError,
)
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse
from starlette.routing import Route

BEGAN = time.monotonic()
LIMIT = 65536
warnings.simplefilter("ignore")  # it says of each order that no Lambda runs it


class Memory(BasePersistenceLayer):
    """Keep what was taken in this process."""

    def __init__(self):
        self.records = {}
        self.turn = threading.Lock()
        super().__init__()

    def _get_record(self, idempotency_key):
        with self.turn:
            if idempotency_key not in self.records:
                raise IdempotencyItemNotFoundError
            return self.records[idempotency_key]

    def _put_record(self, data_record):
        with self.turn:
            there = self.records.get(data_record.idempotency_key)
            if there and not there.is_expired:
                raise IdempotencyItemAlreadyExistsError
            self.records[data_record.idempotency_key] = data_record

    def _update_record(self, data_record):
        with self.turn:
            self.records[data_record.idempotency_key] = data_record

    def _delete_record(self, data_record):
        with self.turn:
            self.records.pop(data_record.idempotency_key, None)


config = IdempotencyConfig(
    event_key_jmespath="key",
    payload_validation_jmespath="title",
    raise_on_no_idempotency_key=True,
)


@idempotent_function(data_keyword_argument="order", config=config, persistence_store=Memory())
def ordered(order):
    """Take an order, by its title in capitals."""
    order["title"] = order["title"].strip().upper()
    return {"id": str(uuid.uuid4()), "title": order["title"]}


async def take(request):
    """Take an order once for each key."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LIMIT:
            return JSONResponse({"detail": "too large"}, 413)
    try:
        title = json.loads(body)["title"]
    except (ValueError, KeyError, TypeError, RecursionError):
        title = None
    if not isinstance(title, str) or not title.isprintable() or not 0 < len(title) <= 80:
        return JSONResponse({"detail": "a title is missing"}, 422)
    order = {"key": request.headers.get("idempotency-key") or str(uuid.uuid4()), "title": title}
    try:
        return JSONResponse(await run_in_threadpool(ordered, order=order), 201)
    except IdempotencyAlreadyInProgressError:
        return JSONResponse({"detail": "it is being taken"}, 409)
    except IdempotencyValidationError:
        return JSONResponse({"detail": "another order has this key"}, 422)


async def home(_request):
    """Say what is open."""
    return JSONResponse({"shop": "open"})


async def healthz(_request):
    """Live."""
    return JSONResponse({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    product = version("aws-lambda-powertools")
    return JSONResponse({"version": product, "uptime_seconds": time.monotonic() - BEGAN})


routes = [
    Route("/", home),
    Route("/orders", take, methods=["POST"]),
    Route("/healthz", healthz),
    Route("/version", stated),
]
app = Starlette(routes=routes)
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", server_header=False)
