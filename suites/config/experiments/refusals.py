"""Start the release with misspelt variables, and with combinations that it must not take."""

from __future__ import annotations

import secrets
from functools import partial

from gonogo.contract.config import Config
from gonogo.contract.deployment import Deployment
from gonogo.contract.fields import variable_of
from gonogo.suites.config.experiments.trials import Changes, beside_a_control
from gonogo.suites.config.observations.refusals import RefusedStart, RefusedStarts
from gonogo.targets.base import Start, Target

_OTHERS = "those that are known"


def start_with_refused_configurations(
    target: Target, config: Config, deployment: Deployment | None
) -> RefusedStarts:
    """Start once for each, and once as it is."""
    wanted: list[tuple[str, str, Changes]] = [
        *((misspelt(name), name, {misspelt(name): "1"}) for name in known_variables(config)),
        *((name, _OTHERS, {name: "1"}) for name in unheard_of(config)),
        *((guard.name, "", guard.environment) for guard in config.guards),
    ]
    wrong = [(changes, partial(_refused, what, near)) for what, near, changes in wanted]
    control, starts = beside_a_control(target, deployment, config.refuses_within_seconds, wrong)
    return RefusedStarts(
        control=(_refused("unchanged", "", control),),
        unknown=tuple(start for start in starts if start.near),
        guarded=tuple(start for start in starts if not start.near),
    )


def known_variables(config: Config) -> list[str]:
    """Return the prefixed variables that the contract names: a group of settings may be read by itself."""
    guarded = (name for guard in config.guards for name in guard.environment)
    named = {*config.required, *map(variable_of, config.bad_values), *guarded}
    return sorted(name for name in named if config.prefix and name.startswith(config.prefix))


def unheard_of(config: Config) -> list[str]:
    """Return a name with the prefix that resembles none, as what an older release knew does."""
    return [f"{config.prefix}{secrets.token_hex(6).upper()}"] if known_variables(config) else []


def misspelt(name: str) -> str:
    """Return the name as a tired hand writes it: without its last letter but one."""
    return name[:-2] + name[-1:]


def _refused(what: str, near: str, seen: Start) -> RefusedStart:
    return RefusedStart(what, near, seen.status, round(seen.seconds, 3), seen.output)
