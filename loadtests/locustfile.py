"""A plan under Locust's own command line, for runs that want its HTML page and CSV files.

    GONOGO_LOAD_PLAN=plan.json GONOGO_LOAD_RESULT=result.json \
        locust -f loadtests/locustfile.py --headless --html load.html --csv load

The exit status is 0 when the whole plan was sent and recorded, whatever the service answered.
"""

import os
import signal
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import gevent
from locust import events

if not find_spec("gonogo"):  # a checkout that is not installed, and Locust adds only this file's folder
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gonogo.loadtests import result
from gonogo.loadtests.engine import Engine, shape_of, user_of
from gonogo.loadtests.plan import PlanError
from gonogo.loadtests.preparation import prepare


def _engine() -> Engine:
    if "GONOGO_LOAD_PLAN" not in os.environ:
        sys.exit("load refused: GONOGO_LOAD_PLAN: expected the path of a plan, got nothing")
    try:
        prepared = prepare(Path(os.environ["GONOGO_LOAD_PLAN"]))
    except PlanError as error:
        sys.exit(f"load refused: {error}")
    return Engine(prepared.plan, prepared.schedule, prepared.addresses, prepared.measurement)


engine = _engine()
PlanUser = user_of(engine)
PlanShape = shape_of(engine)


def record(environment: Any, **_others: Any) -> None:
    """Write the result; Locust's exit status would be 0 for a run that sent nothing."""
    engine.stop("Locust ended the run")
    if (failure := engine.failure()) is not None:
        print(f"load failed: {failure}", file=sys.stderr)
        environment.process_exit_code = 2
        return
    if (path := os.environ.get("GONOGO_LOAD_RESULT")) is not None:
        result.write(engine.result(), Path(path))
    environment.process_exit_code = 0 if engine.stopped_by is None else 1


def end_on_sigterm(**_others: Any) -> None:
    """Locust itself listens to SIGTERM only after a shape has ended."""
    gevent.signal_handler(signal.SIGTERM, engine.stop, "SIGTERM")


events.init.add_listener(end_on_sigterm)  # type: ignore[no-untyped-call]
events.quitting.add_listener(record)  # type: ignore[no-untyped-call]
