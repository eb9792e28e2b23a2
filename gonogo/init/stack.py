"""Write what a repository's files say of its stack: dependencies, deployment, what compose renders."""

from __future__ import annotations

from typing import Any

from gonogo.init.dependencies import read_only, treatment
from gonogo.init.environment import environment_of, is_made_up
from gonogo.init.overriding import OVERRIDE, override
from gonogo.init.promised import images_lines, profiles_lines
from gonogo.init.repository import Repository
from gonogo.init.words import flow

__all__ = ["OVERRIDE", "override", "stack_lines"]


def stack_lines(repository: Repository) -> str:
    """Return the sections that need the stack, and questions where the files do not say."""
    return "\n".join(
        [*_dependencies(repository), *_config(repository), *_stack(repository), *_deployment(repository)]
    )


def _dependencies(repository: Repository) -> list[str]:
    if not repository.dependencies:
        return ["# dependencies: no image of a known product is in the compose file. What does it call?"]
    lines = ["dependencies:"]
    for name in repository.dependencies:
        product = repository.product(name)
        assert product is not None
        environment = repository.environment(name)
        lines.append(f"  {name}:  # {product.product}")
        lines.append(f"    service: {name}")
        lines.append(f"    hard: {flow(product.hard)}  # GUESSED: does no route work without it?")
        treated = treatment(product, environment)
        lines += [f"    {key}: {flow(value)}" for key, value in treated.items()]
        lines += [] if product.pause else ["    # pause: true  # has the service to bear that it hangs?"]
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


def _config(repository: Repository) -> list[str]:
    own = environment_of(repository.services[repository.service].get("environment"))
    return [
        "",
        "# config:  # without which of these does it refuse to start, and which values does it refuse?",
        f"#   required: {flow(sorted(own))}",
    ]


def _stack(repository: Repository) -> list[str]:
    """Return what is promised of the files; a section that says nothing would promise all of it."""
    secrets = [each.name for each in repository.variables if each.required]
    lines = profiles_lines(repository)
    lines += [f"  secrets: {flow(secrets)}  # compose refuses to render without each"] if secrets else []
    lines += images_lines(repository)
    says = any(not line.lstrip().startswith("#") for line in lines)
    return ["", "stack:" if says else "# stack:", *lines]


def _deployment(repository: Repository) -> list[str]:
    made = [each.name for each in repository.variables if _is_made_up(repository, each.name)]
    path = repository.check_path
    lines = ["", "deployment:"]
    lines += [f"  ready: {path}  # as its health check asks"] if path else []
    lines += [f"  generated: {flow(made)}  # made up for each run"] if made else []
    lines += [
        f"  # {file} is not there, and a service reads it; copy it first: cp {example} {file}"
        for file, example in repository.copies.items()
    ]
    lines += [
        "  compose:",
        f"    files: {flow([*repository.files, *([OVERRIDE] if override(repository) else [])])}",
        f"    service: {repository.service}  # GUESSED",
        f"    port: {_port(repository, repository.service)}",
        f"    entry_service: {repository.entry}",
        f"    entry_port: {_port(repository, repository.entry)}",
    ]
    network = repository.traffic_network
    lines.append(
        f"    traffic_network: {network}"
        if network
        else "    # traffic_network: on which network does the proxy find replicas? (rollback needs one)"
    )
    return [*lines, *_environment(repository)]


def _port(repository: Repository, name: str) -> str:
    port, is_guessed = repository.roles.port(name)
    return f"{port}  # GUESSED: nothing says at which port it listens" if is_guessed else str(port)


def _environment(repository: Repository) -> list[str]:
    """Return a value for each variable that has no default: made up, as the example says, or a question."""
    lines, open_questions = [], []
    for each in repository.variables:
        if _is_stated(repository, each.name):
            continue
        if _is_made_up(repository, each.name):
            lines.append(f'      {each.name}: "${{{each.name}}}"')
        elif each.default is None and each.name in repository.given:
            open_questions.append(f"      # {each.name}: a file of variables of a service says it; here too?")
        elif each.default is None and each.name in repository.example:
            lines.append(f"      {each.name}: {flow(repository.example[each.name])}  # as the example says")
        elif each.default is None:
            open_questions.append(f"      # {each.name}: what is it here?")
    return [*(["    environment:"] if lines else []), *lines, *open_questions, *_left(repository)]


def _left(repository: Repository) -> list[str]:
    """Say what is left to the developer's own file, which no other machine may have."""
    own = [each.name for each in repository.variables if _is_stated(repository, each.name)]
    return [f"      # as .env says, where there is one: {', '.join(own)}"] if own else []


def _is_stated(repository: Repository, name: str) -> bool:
    """Whether compose reads a value beside its files; a blank one is none where compose insists on one."""
    required = any(each.required for each in repository.variables if each.name == name)
    return bool(repository.stated.get(name)) if required else name in repository.stated


def _is_made_up(repository: Repository, name: str) -> bool:
    """Whether a run makes a variable up: no file states it, and no other value would be taken for it."""
    each = next(one for one in repository.variables if one.name == name)
    stated = _is_stated(repository, name) or name in repository.given
    return not stated and is_made_up(each, repository.example.get(name, ""))
