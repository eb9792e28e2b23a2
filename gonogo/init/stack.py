"""Write what a repository's files say of its stack: dependencies, deployment, what compose renders."""

from __future__ import annotations

from typing import Any

from gonogo.init.dependencies import known, read_only, treatment
from gonogo.init.repository import Repository, Variable
from gonogo.init.words import flow

OVERRIDE = "gonogo.compose.yaml"
"""The file that publishes what the gate has to reach, where the compose file itself does not."""


def override(repository: Repository) -> str:
    """Return a compose file that publishes ports on loopback, each at one that is free; empty for none."""
    if not repository.unpublished:
        return ""
    lines = [
        f"# Over {repository.file}, for gonogo alone: it asks each replica by itself, also beside a stack.",
        "services:",
    ]
    for name, port in repository.unpublished.items():
        lines.append(f'  {name}: {{ports: !override ["127.0.0.1::{port}"]}}')
    return "\n".join(lines) + "\n"


def stack_lines(repository: Repository) -> str:
    """Return the sections that need the stack, and questions where the files do not say."""
    return "\n".join(
        [*_dependencies(repository), *_config(repository), *_stack(repository), *_deployment(repository)]
    )


def _dependencies(repository: Repository) -> list[str]:
    if not repository.dependencies:
        return ["# dependencies: no image of a known product is in the compose file. What does it call?"]
    lines = ["dependencies:"]
    for name, made in repository.dependencies.items():
        product = known(str(made.get("image", "")))
        assert product is not None
        environment = environment_of(made.get("environment"))
        lines.append(f"  {name}:  # {product.product}")
        lines.append(f"    service: {name}")
        lines.append(f"    hard: {flow(product.hard)}  # GUESSED: does no route work without it?")
        treated = treatment(product, environment)
        lines += [f"    {key}: {flow(value)}" for key, value in treated.items()]
        if "anonymous" not in treated:
            lines.append("    # anonymous: has it a password? Then say how a stranger is refused")
        lines += _read_only(read_only(product, environment))
    return lines


def _read_only(stated: dict[str, Any]) -> list[str]:
    """Return how writes are refused as a question: whether readiness follows them, only a service can say."""
    if not stated:
        return []
    return [
        "    # Has readiness to fail while nothing can be written, on a full disk or a standby? Then:",
        f"    # read_only: {flow(stated)}",
    ]


def environment_of(stated: object) -> dict[str, str]:
    """Return the environment of a service, which compose takes as a mapping or as a list."""
    if isinstance(stated, dict):
        return {str(name): str("" if value is None else value) for name, value in stated.items()}
    pairs = (str(each).partition("=") for each in stated) if isinstance(stated, list) else ()
    return {name: value for name, _, value in pairs}


def _config(repository: Repository) -> list[str]:
    own = environment_of(repository.services[repository.service].get("environment"))
    return [
        "",
        "# config:  # without which of these does it refuse to start, and which values does it refuse?",
        f"#   required: {flow(sorted(own))}",
    ]


def _stack(repository: Repository) -> list[str]:
    secrets = [each.name for each in repository.variables if each.required]
    lines = ["", "stack:", f"  profiles: {flow(repository.profiles)}"]
    lines += [f"  one_shot: {flow(repository.one_shot)}"] if repository.one_shot else []
    lines += [f"  secrets: {flow(secrets)}  # compose refuses to render without each"] if secrets else []
    return [*lines, "  images: tag  # `version` and `digest` promise more"]


def _deployment(repository: Repository) -> list[str]:
    made = [each.name for each in repository.variables if is_made_up(each)]
    lines = ["", "deployment:"]
    lines += (
        [f"  ready: {repository.check_path}  # as its health check asks"] if repository.check_path else []
    )
    lines += [f"  generated: {flow(made)}  # made up for each run"] if made else []
    lines += [
        "  compose:",
        f"    files: {flow([repository.file, *([OVERRIDE] if repository.unpublished else [])])}",
        f"    service: {repository.service}  # GUESSED",
        f"    port: {repository.port}",
        f"    entry_service: {repository.entry}",
        f"    entry_port: {repository.entry_port}",
    ]
    network = repository.shared_network
    lines.append(
        f"    traffic_network: {network}"
        if network
        else "    # traffic_network: on which network does the proxy find replicas? (rollback needs one)"
    )
    return [*lines, *_environment(repository)]


def _environment(repository: Repository) -> list[str]:
    """Return a value for each variable that has no default: made up, as the example says, or a question."""
    lines, open_questions = [], []
    for each in repository.variables:
        if is_made_up(each):
            lines.append(f'      {each.name}: "${{{each.name}}}"')
        elif each.default is None and each.name in repository.example:
            lines.append(f"      {each.name}: {flow(repository.example[each.name])}  # as the example says")
        elif each.default is None:
            open_questions.append(f"      # {each.name}: what is it here?")
    return ["    environment:", *lines, *open_questions] if lines else open_questions


def is_made_up(variable: Variable) -> bool:
    """Whether a variable is a secret without a default, for which a run makes up its own."""
    return variable.is_secret and variable.default is None
