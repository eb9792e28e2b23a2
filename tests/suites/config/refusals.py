"""Refused starts that the config rules' tests share."""

from dataclasses import replace

from gonogo.suites.config.observations.refusals import RefusedStart, RefusedStarts

CONTROL = RefusedStart("unchanged", "", None, 3.0, "listening")
UNKNOWN = RefusedStart("SHOP_UL", "SHOP_URL", 2, 0.5, "SHOP_UL: did you mean SHOP_URL?")
GUARDED = RefusedStart("a default password", "", 2, 0.5, "refused")


def starts(**changes: object) -> RefusedStarts:
    return replace(RefusedStarts((CONTROL,), (UNKNOWN,), (GUARDED,)), **changes)  # type: ignore[arg-type]
