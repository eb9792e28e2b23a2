"""Write what a repository's files say of its stack: dependencies, deployment, what compose renders."""

from __future__ import annotations

from typing import Any

from gonogo.init.dependencies import read_only, treatment, why_not_asked
from gonogo.init.environment import environment_of, is_made_up
from gonogo.init.overriding import OVERRIDE, override
from gonogo.init.products import Known
from gonogo.init.promised import images_lines, profiles_lines
from gonogo.init.repository import Repository, Variable
from gonogo.init.services import words_of
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
        command = words_of(repository.services[name].get("command"))
        treated = treatment(product, environment, command)
        lines += [_treated(product, key, value) for key, value in treated.items()]
        lines += [] if product.pause else ["    # pause: true  # has the service to bear that it hangs?"]
        if "anonymous" not in treated:
            lines.append(f"    # anonymous: {why_not_asked(product, environment, command)}")
        lines += _read_only(read_only(product, environment))
    return lines


def _treated(product: Known, key: str, value: Any) -> str:
    """Return a line of the contract, or one that becomes such when somebody has tried its command."""
    line = f"{key}: {flow(value)}"
    return (
        f"    {line}"
        if product.tried or key == "pause"
        else f"    # {line}  # from its documentation: try it"
    )


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
        f"  # {file} is not there, and a service reads it; no example shows what is in it: write it first"
        for file in repository.missing
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
    lines, open_questions = _started(repository), []
    for each in repository.variables:
        if _is_stated(repository, each.name):
            continue
        if _is_made_up(repository, each.name):
            lines.append(f'      {each.name}: "${{{each.name}}}"')
        elif each.default is None and (other := _unsecured(repository, each)):
            open_questions.append(f"      # {each.name}: {other} is not started with it; is it blank?")
        elif each.default is None and each.name in repository.given:
            open_questions.append(f"      # {each.name}: a file of variables of a service says it; here too?")
        elif each.default is None and each.name in repository.example:
            lines.append(f"      {each.name}: {flow(repository.example[each.name])}  # as the example says")
        elif each.default is None:
            open_questions.append(f"      # {each.name}: what is it here?")
    if passed := repository.passed_on:
        open_questions.append(
            f"      # from the environment, and not set here: {', '.join(passed)}. Which is needed?"
        )
    head = "    environment:" if lines else "    # environment:"
    return [*([head] if lines or open_questions else []), *lines, *open_questions, *_left(repository)]


def _started(repository: Repository) -> list[str]:
    """Return what starts the release and its entry where a profile alone does."""
    asked = (repository.services[name].get("profiles") or () for name in repository.asked)
    needed = sorted({str(profiles[0]) for profiles in asked if profiles})
    return (
        [f"      COMPOSE_PROFILES: {flow(','.join(needed))}  # without it the release is not started"]
        if needed
        else []
    )


def _unsecured(repository: Repository, variable: Variable) -> str:
    """Return the dependency after which a password is called, and which is started without it."""
    words = set(variable.name.lower().split("_"))
    if not (variable.is_secret and any(word.startswith("pass") for word in words)):
        return ""
    named = [name for name in repository.dependencies if _product(repository, name) in words]
    given = any(variable.name in str(repository.services[name]) for name in named)
    read = any(variable.name in repository.environment(name) for name in named)
    return "" if given or read or not named else named[0]


def _product(repository: Repository, name: str) -> str:
    found = repository.product(name)
    return found.product.lower() if found else ""


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
    is_open = stated or bool(_unsecured(repository, each)) or _is_told(repository, name)
    return not is_open and is_made_up(each, repository.example.get(name, ""))


def _is_told(repository: Repository, name: str) -> bool:
    """Whether the example of a secret stands in a URL as well, with which another one would not be let in."""
    example = repository.example.get(name)
    if not example:
        return False
    own = (environment_of(made.get("environment")) for made in repository.services.values())
    texts = [text for values in (repository.example, repository.given, *own) for text in values.values()]
    return any(f":{example}@" in text for text in texts)
