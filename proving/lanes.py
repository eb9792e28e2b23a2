"""Do tasks in lanes: threads that wait for processes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from proving.children import EndedError
from proving.tasks import Task

STACKS = 2
"""So many stacks at a time."""


class Lanes:
    """Every other lane prefers compose, which mostly waits; the others keep the processor busy.

    While a measurement is under way, what disrupts a stack would only wait for it and keep the next waiting:
    lanes then take local tasks, as long as there are any. A third stack beside two makes each of them late:
    where only stacks are left, the other lanes wait.
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
            self._changed.wait_for(lambda: self._may_begin() or not (self._waiting or self._under_way))
            if not self._waiting:
                return None
            task = self._waiting.pop(self._choice(number))
            self._under_way.append(task)
            return task

    def _may_begin(self) -> bool:
        return any(task.target == "local" for task in self._waiting) or (
            bool(self._waiting) and self._stacks < STACKS
        )

    @property
    def _stacks(self) -> int:
        return sum(task.target == "compose" for task in self._under_way)

    def _choice(self, number: int) -> int:
        full = self._stacks >= STACKS
        if self._waiting[0].measures and not (full and self._waiting[0].target == "compose"):
            return 0
        busy = full or number % 2 == 0 or any(task.measures for task in self._under_way)
        wanted = "local" if busy else "compose"
        return next((n for n, task in enumerate(self._waiting) if task.target == wanted), 0)
