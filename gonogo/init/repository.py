"""Read a repository: its compose files, and the variables that they ask for."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from gonogo.init.composing import Composed, NoComposeError, compose_in
from gonogo.init.environment import (
    Variable,
    env_files,
    environment_of,
    passed_on,
    read_variables,
    variables_of,
)
from gonogo.init.products import Known
from gonogo.init.refusing import unusable
from gonogo.init.roles import Roles
from gonogo.init.services import checked, container_port, filled, is_ephemeral, networks, waits_for
from gonogo.targets.missing_files import EXAMPLES, example_of

__all__ = ["NoComposeError", "Repository", "Variable", "read_repository"]


@dataclass(frozen=True)
class Repository:
    """What the files of a repository say of its stack.

    ``stated`` is what `.env` says, ``given`` what a file of variables says to a service alone, ``copies``
    each file of variables that is not there, with the example beside it.
    """

    name: str
    folder: Path
    composed: Composed
    services: dict[str, dict[str, Any]]
    service: str
    entry: str
    variables: tuple[Variable, ...] = ()
    example: Mapping[str, str] = field(default_factory=dict)
    stated: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    copies: Mapping[str, str] = field(default_factory=dict)

    @property
    def files(self) -> tuple[str, ...]:
        """The files that compose takes, as seen from the folder."""
        return tuple(os.path.relpath(file, self.folder) for file in self.composed.files)

    @property
    def file(self) -> str:
        """The files as a sentence names them."""
        return self.composed.named

    @cached_property
    def roles(self) -> Roles:
        """What each service is in the stack."""
        return Roles(self.services, self.folder, {**self.example, **self.stated})

    @property
    def port(self) -> int:
        """The release's container port."""
        return self.roles.port(self.service)[0]

    @property
    def entry_port(self) -> int:
        """The entry's container port."""
        return self.roles.port(self.entry)[0]

    @property
    def check_path(self) -> str:
        """The path that the release's health check asks for."""
        return checked(self.services[self.service], self.roles.values)[1]

    @property
    def asked(self) -> dict[str, int]:
        """Return the container port by service at which the gate asks."""
        return {self.service: self.port, self.entry: self.entry_port}

    @property
    def unpublished(self) -> dict[str, int]:
        """Return port by service where the gate could not reach it, or only at a port that may be taken."""
        return {name: port for name, port in self.asked.items() if not self._is_free(name, port)}

    @property
    def dependencies(self) -> dict[str, dict[str, Any]]:
        """Services whose image is that of a known product; what a profile alone starts is not there."""
        started = {name: made for name, made in self.services.items() if not made.get("profiles")}
        return {
            name: made for name, made in started.items() if self.product(name) and not self._is_twins(name)
        }

    @property
    def missing(self) -> list[str]:
        """Files of variables that a service needs, that are not there, and that no example shows."""
        files = [self.folder / name for made in self.services.values() for name in env_files(made)]
        shown = {file: _from(self.folder, file) for file in files if not file.is_file()}
        return sorted(set(shown.values()) - set(self.copies))

    @property
    def passed_on(self) -> list[str]:
        """Variables that services have by their names alone from compose's environment, stated nowhere."""
        found = [name for made in self.services.values() for name in passed_on(made.get("environment"))]
        asked = {each.name for each in self.variables}
        return sorted({name for name in found if not self.stated.get(name)} - asked)

    @property
    def one_shot(self) -> list[str]:
        """Services that others wait for to complete."""
        waited = [pair for made in self.services.values() for pair in waits_for(made).items()]
        ends = "completed_successfully"
        return sorted({name for name, how in waited if str(how.get("condition", "")).endswith(ends)})

    @property
    def profiles(self) -> list[str]:
        """Profiles that some service is limited to."""
        found = (made.get("profiles") or () for made in self.services.values())
        return sorted({str(profile) for each in found for profile in each})

    @property
    def traffic_network(self) -> str | None:
        """A network on which the entry finds the release, and without which a candidate can start.

        None where there is no such one: what the release calls is on it, or it has no other.
        """
        first, second = (self.services[name].get("networks") or () for name in (self.entry, self.service))
        if self.entry == self.service or len(second) < 2:  # one to join, one to start on
            return None
        called = {*self.dependencies, *waits_for(self.services[self.service])}
        called -= {self.entry, self.service, *self.one_shot}
        taken = {name for other in called for name in networks(self.services.get(other, {}))}
        return next((str(name) for name in first if name in second and name not in taken), None)

    def image(self, name: str) -> str:
        """Return the image of a service, as its variables are stated or by default."""
        return filled(self.services[name].get("image", ""), self.roles.values)

    def product(self, name: str) -> Known | None:
        """Return what is known of the product that a service is."""
        return self.roles.product(name)

    def environment(self, name: str) -> dict[str, str]:
        """Return the variables of a service's container, those of its files among them."""
        made = self.services[name]
        return _read(self.folder, made) | environment_of(made.get("environment"))

    def _is_twins(self, name: str) -> bool:
        """Whether only those wait for a service that are the release once more, as a demonstration is."""
        callers = {other for other, made in self.services.items() if name in waits_for(made)}
        return bool(callers) and all(map(self._is_twin, callers))

    def _is_twin(self, name: str) -> bool:
        made, own = self.services[name], self.services[self.service]
        has_way_in = bool(made.get("ports"))
        return name != self.service and has_way_in and made.get("image") == own.get("image") is not None

    def _is_free(self, name: str, port: int) -> bool:
        """Whether a service publishes a port on loopback, at whatever port is free, and nothing else."""
        stated = self.services[name].get("ports") or ()
        own = [container_port(each, self.roles.values) for each in stated]
        return bool(stated) and all(map(is_ephemeral, stated)) and port in own


def read_repository(folder: Path) -> Repository | None:
    """Return what a folder's compose files say, None without one. NoComposeError where they are no use."""
    try:
        return _read_repository(folder)
    except OSError as why:
        named = _from(folder, Path(why.filename)) if isinstance(why.filename, str) else str(folder)
        raise NoComposeError(f"{named} cannot be read: {why.strerror or why}") from None


def _read_repository(folder: Path) -> Repository | None:
    stated = read_variables(folder / ".env")
    composed = compose_in(folder, stated)
    if composed is None:
        return None
    services = composed.part("services")
    example = _example(folder)
    copies = _copies(folder, services)
    if ".env" in copies:  # what is to be copied is what compose reads then
        stated = {name: value for name, value in read_variables(folder / copies[".env"]).items() if value}
    roles = Roles(services, folder, {**example, **stated})
    service = roles.release()
    if reason := unusable(composed, roles, service):
        raise NoComposeError(f"{composed.named}{reason}")
    assert service is not None
    asked = tuple(variables_of(composed.text))
    names = {each.name for each in asked}
    return Repository(
        name=re.sub(r"[^a-z0-9-]+", "-", folder.resolve().name.lower()).strip("-"),
        folder=folder,
        composed=composed,
        services=services,
        service=service,
        entry=roles.entry(service),
        variables=(*asked, *(each for each in _of_products(services, roles) if each.name not in names)),
        example=example,
        stated=stated,
        given=_given(folder, services),
        copies=copies,
    )


def _of_products(services: Mapping[str, Mapping[str, Any]], roles: Roles) -> list[Variable]:
    """Return the variables of databases that are passed on to them by their names alone."""
    names: dict[str, None] = {}
    for name, made in services.items():
        if found := roles.product(name):
            own = {*found.password, *found.users, *found.databases}
            names |= dict.fromkeys(each for each in passed_on(made.get("environment")) if each in own)
    return [Variable(name, None, required=False) for name in names]


def _example(folder: Path) -> dict[str, str]:
    """Return the variables of an example of an environment file; a blank one says nothing."""
    found = read_variables(next((folder / name for name in EXAMPLES if (folder / name).is_file()), None))
    return {name: value for name, value in found.items() if value}


def _given(folder: Path, services: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return what the files of variables state that services have, and not compose itself."""
    found = [pair for made in services.values() for pair in _read(folder, made).items()]
    return {name: value for name, value in found if value}


def _read(folder: Path, made: Mapping[str, Any]) -> dict[str, str]:
    """Return what a service's files of variables state, or the examples of those that are not there."""
    found: dict[str, str] = {}
    for file in (folder / name for name in env_files(made)):
        found |= read_variables(file if file.is_file() else example_of(file))
    return found


def _copies(folder: Path, services: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return the example by each file of variables that a service needs and that is not there."""
    files = (folder / name for made in services.values() for name in env_files(made))
    missing = {file: example_of(file) for file in files if not file.is_file()}
    named = {file: example for file, example in missing.items() if example}
    return {_from(folder, file): _from(folder, example) for file, example in named.items()}


def _from(folder: Path, file: Path) -> str:
    return os.path.relpath(file, folder)
