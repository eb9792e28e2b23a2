"""Observations that the config rules' tests share."""

from gonogo.suites.config.observations.starts import WrongStart, WrongStarts
from tests.judging import contract

CONTRACT = contract(config={"required": ["KEY"], "bad_values": {"LEVEL": ["loud"]}})
CONTROL = WrongStart("", "unchanged", None, 3.0, "")
MISSING = WrongStart("KEY", "missing", 2, 0.4, "KEY: missing; it is required")
BLANK = WrongStart("KEY", "blank", 2, 0.4, "KEY: blank")
LOUD = WrongStart("LEVEL", '"loud"', 2, 0.4, "LEVEL: 'loud' is not a level")
CLEAN = WrongStarts((CONTROL,), (MISSING, BLANK, LOUD))
