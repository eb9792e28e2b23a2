"""Start the release with misspelt variables, and with combinations that it must not take."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from fixtures.targets import Target
from suites.config.observations.refusals import RefusedStart, RefusedStarts
from suites.config.side_by_side import side_by_side
from suites.core.contract import Contract
from suites.core.contract.sections import Config

_CONTROL_SECONDS = 3.0  # longer than any refusal seen


def start_with_refused_configurations(target: Target, contract: Contract) -> RefusedStarts:
    """Start once for each, and once as it is."""
    assert contract.config is not None
    config = contract.config
    within = config.refuses_within_seconds
    control = min(_CONTROL_SECONDS, within)
    return RefusedStarts(
        control=(_start(target, "unchanged", "", {}, control),),
        unknown=side_by_side(
            partial(_start, target, misspelt(name), name, {misspelt(name): "1"}, within)
            for name in known_variables(config)
        ),
        guarded=side_by_side(
            partial(_start, target, guard.name, "", guard.environment, within) for guard in config.guards
        ),
    )


def known_variables(config: Config) -> list[str]:
    """Return the prefixed variables that the contract names."""
    named = {*config.required, *config.bad_values}
    return sorted(name for name in named if config.prefix and name.startswith(config.prefix))


def misspelt(name: str) -> str:
    """Return the name as a tired hand writes it: without its last letter but one."""
    return name[:-2] + name[-1:]


def _start(
    target: Target, what: str, near: str, changes: Mapping[str, str | None], seconds: float
) -> RefusedStart:
    seen = target.start_once(changes, seconds)
    return RefusedStart(what, near, seen.status, round(seen.seconds, 3), seen.output)
