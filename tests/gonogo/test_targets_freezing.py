"""A dependency that hangs is frozen for certain, and what kept it from that is not hidden by its end."""

from __future__ import annotations

import pytest
from docker.errors import APIError

from gonogo.targets.base import TargetError
from gonogo.targets.freezing import freeze, thaw


class Container:
    name = "postgres-1"

    def __init__(self, *refusals: str, takes_hold: bool = True) -> None:
        self.refusals, self.takes_hold, self.status, self.thawed = list(refusals), takes_hold, "running", 0

    def pause(self) -> None:
        if self.refusals:
            raise APIError(self.refusals.pop(0))
        self.status = "paused" if self.takes_hold else "running"

    def unpause(self) -> None:
        self.thawed, self.status = self.thawed + 1, "running"

    def reload(self) -> None:
        pass


def test_a_freeze_that_the_kernel_was_late_with_is_asked_for_again() -> None:
    container = Container("OCI runtime pause failed: unable to freeze: unknown")
    freeze(container)
    assert container.status == "paused"
    thaw(container)
    assert (container.status, container.thawed) == ("running", 1)


def test_any_other_refusal_is_told_as_it_is() -> None:
    with pytest.raises(APIError, match="No such container"):
        freeze(Container("No such container: postgres-1"))


def test_a_freeze_that_does_not_take_hold_is_none() -> None:
    with pytest.raises(TargetError, match="the engine freezes postgres-1"):
        freeze(Container(takes_hold=False), seconds=0.2)


def test_what_was_never_frozen_goes_on_without_a_word() -> None:
    container = Container()
    thaw(container)
    assert container.thawed == 0
