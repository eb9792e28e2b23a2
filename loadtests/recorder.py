"""`python -m gonogo.loadtests.recorder PLAN RESULT`: run a plan on Locust's engine, write what was measured.

Exit status: 0 whole run recorded; 2 the plan, its setup or the generator failed (message on stderr);
128 + signal when stopped early, with an incomplete result. Nothing here judges the service.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NoReturn

from gonogo.loadtests import result
from gonogo.loadtests.plan import PlanError
from gonogo.loadtests.preparation import Prepared, prepare

SIGNALS = (signal.SIGTERM, signal.SIGINT)
PARENT_VARIABLE = "GONOGO_LOAD_PARENT"
PARENT_GONE = "parent process ended"


class _StoppedEarly(BaseException):
    """A signal came before the engine ran."""


def main(arguments: list[str]) -> int:
    """Run the recorder; the exit status."""
    if len(arguments) != 2:
        print("usage: python -m gonogo.loadtests.recorder PLAN.json RESULT.json", file=sys.stderr)
        return 2
    try:
        prepared = prepare(Path(arguments[0]))
    except PlanError as error:
        print(f"load refused: {error}", file=sys.stderr)
        return 2
    for number in SIGNALS:
        signal.signal(number, _stop_early)
    try:
        measured = _run(prepared)
    except _StoppedEarly as stop:
        measured = prepared.measurement.result(str(stop))
    except PlanError as error:
        print(f"load failed: {error}", file=sys.stderr)
        return 2
    result.write(measured, Path(arguments[1]))
    return _exit_status(measured.stopped_by)


def _stop_early(number: int, _frame: FrameType | None) -> NoReturn:
    raise _StoppedEarly(signal.Signals(number).name)


def _exit_status(stopped_by: str | None) -> int:
    if stopped_by is None:
        return 0
    numbers = {number.name: int(number) for number in SIGNALS}
    return 128 + numbers.get(stopped_by, int(signal.SIGTERM))


def _run(prepared: Prepared) -> result.LoadResult:
    """Run to the end, or to a signal. Raises PlanError."""
    import gevent  # noqa: PLC0415 - a refused plan is told without loading Locust
    from locust.env import Environment  # noqa: PLC0415 - locust patches sockets

    from gonogo.loadtests.engine import Engine, user_of  # noqa: PLC0415 - locust patches sockets

    engine = Engine(prepared.plan, prepared.schedule, prepared.addresses, prepared.measurement)
    for number in SIGNALS:
        gevent.signal_handler(number, engine.stop, number.name)
    parent = int(os.environ.get(PARENT_VARIABLE, "0"))
    watch = gevent.spawn(_watch_parent, parent, engine.stop) if parent else None
    runner = Environment(user_classes=[user_of(engine)]).create_local_runner()
    # What was loaded lives as long as the process: keep the collector's pauses out of the measurement.
    gc.collect()
    gc.freeze()
    runner.start(1, spawn_rate=1)
    engine.ended.wait()
    if watch is not None:
        watch.kill()
    runner.quit()
    if (failure := engine.failure()) is not None:
        raise PlanError(failure)
    return engine.result()


def _watch_parent(parent: int, stop: Callable[[str], None]) -> None:
    """Nobody reads the result of an orphan: stop its load."""
    import gevent  # noqa: PLC0415 - locust patches sockets

    while os.getppid() == parent:
        gevent.sleep(0.5)
    stop(PARENT_GONE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
