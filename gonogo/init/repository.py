"""Read a repository: its compose files, and the variables that they ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from gonogo.init.dependencies import is_proxy, known

COMPOSE = ("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml")
EXAMPLES = (".env.example", ".env.sample", ".env.dist", "env.example", ".env.template")
_NAMES = ("app", "web", "api", "server", "backend", "service")
_VARIABLE = re.compile(r"\$\{(\w+)(?:(:?[-?+])([^}]*))?\}|\$(\w+)")
_SECRET = re.compile(r"PASSWORD|PASSWD|SECRET|TOKEN|_KEYS?$|^KEY|APIKEY|CREDENTIAL", re.IGNORECASE)
_CHECKED = re.compile(r"https?://[\w.\[\]-]+(?::(\d+))?(/[^\s\"'|;&)]*)?")


class NoComposeError(Exception):
    """The folder has no compose file, or one that cannot be read; the text says what to do."""


@dataclass(frozen=True)
class Variable:
    """A variable that a compose file asks for; ``default`` is None where it has none."""

    name: str
    default: str | None
    required: bool

    @property
    def is_secret(self) -> bool:
        """Whether its name says so."""
        return bool(_SECRET.search(self.name))


@dataclass(frozen=True)
class Repository:
    """What the files of a repository say of its stack."""

    name: str
    file: str
    services: dict[str, dict[str, Any]]
    service: str
    port: int
    entry: str
    entry_port: int
    variables: tuple[Variable, ...] = ()
    example: dict[str, str] = field(default_factory=dict)
    check_path: str = ""

    @property
    def unpublished(self) -> dict[str, int]:
        """Return port by service where the gate could not reach it, or only at a port that may be taken."""
        wanted = {self.service: self.port, self.entry: self.entry_port}
        return {name: port for name, port in wanted.items() if not _is_ephemeral(self.services[name], port)}

    @property
    def dependencies(self) -> dict[str, dict[str, Any]]:
        """Services whose image is that of a product that is known."""
        return {name: made for name, made in self.services.items() if known(str(made.get("image", "")))}

    @property
    def one_shot(self) -> list[str]:
        """Services that others wait for to complete."""
        waits = (made.get("depends_on") or {} for made in self.services.values())
        named = (pair for each in waits if isinstance(each, dict) for pair in each.items())
        return sorted(
            {
                name
                for name, how in named
                if (how or {}).get("condition", "").endswith("completed_successfully")
            }
        )

    @property
    def profiles(self) -> list[str]:
        """Profiles that some service is limited to."""
        return sorted(
            {str(profile) for made in self.services.values() for profile in made.get("profiles") or ()}
        )

    @property
    def shared_network(self) -> str | None:
        """The first network on which both the entry and the release are; None where one is named nowhere."""
        both = (list(self.services[name].get("networks") or ()) for name in (self.entry, self.service))
        first, second = both
        return next((name for name in first if name in second), None)


def read_repository(folder: Path) -> Repository | None:
    """Return what the compose file of a folder says, None without one. NoComposeError where it is no use."""
    file = next((folder / name for name in COMPOSE if (folder / name).is_file()), None)
    if file is None:
        return None
    text = file.read_text(encoding="utf-8", errors="replace")
    services = _services(file, text)
    service = _release(services)
    if service is None:
        raise NoComposeError(
            f"{file.name}: no service of it is built here or has a port: which is the release?"
        )
    entry = _entry(services, service)
    port, path = _checked(services[service])
    own = _ports(services[service])
    number = own[0] if own else port or 8000
    return Repository(
        name=re.sub(r"[^a-z0-9-]+", "-", folder.resolve().name.lower()).strip("-"),
        file=file.name,
        services=services,
        service=service,
        port=number,
        entry=entry,
        entry_port=(_ports(services[entry]) or [number])[0],
        variables=tuple(_variables(text)),
        example=_example(folder),
        check_path=path,
    )


def _services(file: Path, text: str) -> dict[str, dict[str, Any]]:
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as broken:
        raise NoComposeError(f"{file.name} is no YAML: {str(broken).splitlines()[0]}") from None
    found = document.get("services") if isinstance(document, dict) else None
    return {
        name: made or {} for name, made in (found or {}).items() if made is None or isinstance(made, dict)
    }


def _release(services: dict[str, dict[str, Any]]) -> str | None:
    """Return the service that is the release: built here, on a port, by a usual name."""

    def rank(name: str) -> tuple[bool, bool, bool, bool]:
        made = services[name]
        listens = bool(_ports(made)) or bool(_checked(made)[0]) or bool(made.get("expose"))
        return is_proxy(name, made), bool(made.get("profiles")), not listens, name not in _NAMES

    own = [
        name for name, made in services.items() if made.get("build") and not known(str(made.get("image", "")))
    ]
    others = [
        name for name, made in services.items() if _ports(made) and not known(str(made.get("image", "")))
    ]
    return min(own or others, key=rank, default=None)


def _entry(services: dict[str, dict[str, Any]], service: str) -> str:
    """Return the proxy that publishes a port, else the release itself."""
    proxies = (name for name, made in services.items() if is_proxy(name, made) and _ports(made))
    return next(proxies, service)


def _ports(made: dict[str, Any]) -> list[int]:
    """Return the container ports that a service publishes."""
    return [port for stated in made.get("ports") or () if (port := _container_port(stated))]


def _is_ephemeral(made: dict[str, Any], port: int) -> bool:
    """Whether a service publishes a port on loopback, at whatever port is free."""
    stated = made.get("ports") or ()
    return (
        bool(stated)
        and all(str(each) == f"127.0.0.1::{_container_port(each)}" for each in stated)
        and port in _ports(made)
    )


def _container_port(stated: Any) -> int | None:
    if isinstance(stated, dict):
        return int(stated["target"]) if str(stated.get("target", "")).isdecimal() else None
    last = _VARIABLE.sub(lambda m: (m[3] or "") if m[2] in (":-", "-") else "", str(stated))
    last = last.partition("/")[0].rpartition(":")[2].partition("-")[0]
    return int(last) if last.isdecimal() else None


def _checked(made: dict[str, Any]) -> tuple[int | None, str]:
    """Return port and path that the health check of a service asks for."""
    test = (made.get("healthcheck") or {}).get("test") or ""
    found = _CHECKED.search(test if isinstance(test, str) else " ".join(map(str, test)))
    return (int(found[1] or 80), found[2] or "") if found else (None, "")


def _variables(text: str) -> Iterator[Variable]:
    """Yield each variable of the files once: one with a default somewhere has it."""
    plain = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE).replace("$$", "")
    found: dict[str, Variable] = {}
    for name, sign, words, bare in _VARIABLE.findall(plain):
        default = words if sign in (":-", "-") else None
        before = found.get(name or bare)
        if before is None or before.default is None:
            found[name or bare] = Variable(
                name or bare, default, required="?" in sign or bool(before and before.required)
            )
    yield from found.values()


def _example(folder: Path) -> dict[str, str]:
    """Return the variables of an example of an environment file."""
    file = next((folder / name for name in EXAMPLES if (folder / name).is_file()), None)
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines() if file else []
    pairs = (
        line.removeprefix("export ").partition("=") for line in lines if re.match(r"\s*(export )?\w+=", line)
    )
    stated = {name.strip(): value.strip().strip("'\"") for name, _, value in pairs}
    return {name: value for name, value in stated.items() if value}
