"""From a plan file to everything that a run needs, refused before anything is sent."""

import os
import resource
from dataclasses import dataclass
from pathlib import Path

from gonogo.loadtests import schedule, targets
from gonogo.loadtests.measurement import Measurement
from gonogo.loadtests.plan import LoadPlan, PlanError

SPARE_FILES = 64


@dataclass(frozen=True)
class Prepared:
    """A plan with its schedule, its resolved targets and its empty books."""

    plan: LoadPlan
    schedule: schedule.Schedule
    addresses: targets.Addresses
    measurement: Measurement


def prepare(path: Path) -> Prepared:
    """Read and check a plan file. Raises PlanError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PlanError(f"{path}: expected a readable plan: {error}") from error
    plan = LoadPlan.from_json(text)
    addresses = targets.resolve(plan)
    _check_files(plan)
    allow_open_files(plan.max_in_flight + SPARE_FILES)
    planned = schedule.build(plan)
    return Prepared(plan, planned, addresses, Measurement(plan, planned))


def _check_files(plan: LoadPlan) -> None:
    for name in ("ca_bundle", "client_certificate", "client_key"):
        path = getattr(plan, name)
        if path is not None and not os.access(path, os.R_OK):
            raise PlanError(f"plan.{name}: expected a readable file in PEM, got {path!r}")


def allow_open_files(wanted: int) -> None:
    """Raise this process's limit where it is lower. Raises PlanError where the machine does not allow it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and wanted > hard:
        raise PlanError(
            f"plan.max_in_flight: needs {wanted} open files, this machine allows {hard}; lower "
            "it or raise the limit (ulimit -n)"
        )
    if wanted > soft:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
