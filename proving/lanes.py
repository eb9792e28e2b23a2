"""Do tasks in lanes: threads that wait for processes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from proving.children import EndedError
from proving.tasks import Task

STACKS = 2
"""So many stacks at a time, as long as there is anything else to do."""


class Lanes:
    """Every other lane prefers compose, which mostly waits; the others keep the processor busy.

    Measurements go one at a time: a second would wait for the first with a lane of its own. Meanwhile what
    disrupts a stack would only wait, and keep the next waiting: the other lanes take local tasks, as long as
    there are any. A third stack beside two makes each of them later: it is begun where only stacks are left.
    """

    def __init__(self, tasks: Iterable[Task], do: Callable[[Task], Iterable[Task]]) -> None:
        self._waiting, self._do = list(tasks), do
        self._under_way: list[Task] = []
        self._changed = threading.Condition()
        self._broken: list[BaseException] = []

    def run(self, count: int) -> None:
        """Do all tasks, and those that come of them; the first exception of any ends all lanes."""
        self._threads = [
            threading.Thread(target=self._lane, args=(number,), daemon=True) for number in range(count)
        ]
        for thread in self._threads:
            thread.start()
        with self._changed:
            self._changed.wait_for(lambda: self._broken or not (self._waiting or self._under_way))
        if self._broken:
            raise self._broken[0]

    def drop(self) -> None:
        """Begin nothing more."""
        with self._changed:
            self._waiting.clear()

    def join(self, seconds: float) -> None:
        """Give every lane so long to come to its end."""
        for thread in self._threads:
            thread.join(seconds / len(self._threads))

    def _lane(self, number: int) -> None:
        try:
            while (task := self._next(number)) is not None:
                more = list(self._do(task))
                with self._changed:
                    self._waiting[:0] = more
                    self._under_way.remove(task)
                    self._changed.notify_all()
        except EndedError:
            return
        except BaseException as broken:  # noqa: BLE001 - it is raised where the lanes are waited for
            with self._changed:
                self._broken.append(broken)
                self._changed.notify_all()

    def _next(self, number: int) -> Task | None:
        """Take the next task; wait while others may still bring some."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._choice(number) is not None or not (self._waiting or self._under_way)
            )
            if (chosen := self._choice(number)) is None:
                return None
            task = self._waiting.pop(chosen)
            self._under_way.append(task)
            return task

    def _choice(self, number: int) -> int | None:
        """Return the place of what a lane is to begin, nothing where it had better wait."""
        measuring = any(task.measures for task in self._under_way)
        free = [n for n, task in enumerate(self._waiting) if self._may_begin(task, measuring=measuring)]
        if not free or self._waiting[free[0]].measures:
            return free[0] if free else None
        wanted = "local" if measuring or number % 2 == 0 else "compose"
        return next((n for n in free if self._waiting[n].target == wanted), free[0])

    def _may_begin(self, task: Task, *, measuring: bool) -> bool:
        full = sum(other.target == "compose" for other in self._under_way) >= STACKS
        waits = full and any(other.target == "local" for other in [*self._waiting, *self._under_way])
        return not (task.measures and measuring) and not (task.target == "compose" and waits)
