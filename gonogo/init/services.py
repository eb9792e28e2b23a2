"""What one service of a compose file says, in whichever of compose's forms it says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from gonogo.init.environment import VARIABLE, environment_of

_CHECKED = re.compile(
    r"(?:(https?)://(?:\[[\da-f:]+\]|[\w.-]+)(?::(\d*))?"
    r"|(?<![\w.@/:-])(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]):(\d*))"
    r"(/[^\s\"'|;&)]*)?"
)
"""A URL, or what `curl` takes for one: an address of the container itself with a port."""
_PORTS = {"https": 443}
_LONGEST = 10_000
_LAST_PORT = 65_535
_BALANCED = re.compile(
    r"traefik\.(?:http\.services\.[^.]+\.loadbalancer\.server\.|(?:[\w-]+\.)?)port", re.IGNORECASE
)
"""Of Traefik 2 and 3, and of its first version."""
_LISTENS = ("PORT", "HTTP_PORT", "SERVER_PORT", "APP_PORT", "NODE_PORT")


@dataclass(frozen=True)
class Mount:
    """What is mounted where: ``source`` is a folder of this machine, a volume's name, or empty."""

    kind: str
    source: str
    target: str
    read_only: bool


def filled(text: object, values: Mapping[str, str]) -> str:
    """Put values into a text of a compose file: a variable's own, or else its default."""

    def value(found: re.Match[str]) -> str:
        default = found[3] if found[2] in (":-", "-") else ""
        return values.get(found[1] or found[4] or "") or default or ""

    before, now = "", str(text)
    while now != before and len(now) < _LONGEST:  # a default may be a variable again
        before, now = now, VARIABLE.sub(value, now)
    return now


def ports(made: Mapping[str, Any], values: Mapping[str, str]) -> list[int]:
    """Return the container ports of TCP that a service publishes."""
    return [port for stated in made.get("ports") or () if (port := container_port(stated, values))]


def container_port(stated: Any, values: Mapping[str, str]) -> int | None:
    """Return the container's side of one of `ports`, None for UDP and for what has no number."""
    if isinstance(stated, dict):
        target, protocol = filled(stated.get("target", ""), values), str(stated.get("protocol", "tcp"))
    else:
        target, _, protocol = filled(stated, values).partition("/")
    last = target.rpartition(":")[2].partition("-")[0]
    return as_port(last) if protocol != "udp" else None


def published(stated: Any, values: Mapping[str, str]) -> int | None:
    """Return this machine's side of one of `ports`, None where it is left open."""
    if isinstance(stated, dict):
        return as_port(filled(stated.get("published", ""), values))
    before = filled(stated, values).partition("/")[0].rpartition(":")[0]
    return as_port(before.rpartition(":")[2])


def as_port(text: str) -> int | None:
    """Return a text as a port, None for what is none: zero, 70000, a number of a thousand digits."""
    found = int(text) if re.fullmatch(r"[0-9]{1,5}", text) else 0
    return found if 0 < found <= _LAST_PORT else None


def exposed(made: Mapping[str, Any], values: Mapping[str, str]) -> list[int]:
    """Return the ports that a service names for its neighbours."""
    return [port for stated in made.get("expose") or () if (port := container_port(stated, values))]


def balanced(made: Mapping[str, Any], values: Mapping[str, str]) -> list[int]:
    """Return the ports that a service's labels name to Traefik."""
    said = (value for name, value in labels(made).items() if _BALANCED.fullmatch(name))
    return [port for value in said if (port := container_port(value, values))]


def labels(made: Mapping[str, Any]) -> dict[str, str]:
    """Return the labels of a service."""
    stated = made.get("labels") or ()
    if isinstance(stated, dict):
        return {str(name): str(value) for name, value in stated.items()}
    return {name: value for name, _, value in (str(one).partition("=") for one in stated)}


def is_ephemeral(stated: Any) -> bool:
    """Whether one of `ports` is published on loopback, at whatever port is free."""
    if isinstance(stated, dict):
        return stated.get("host_ip") == "127.0.0.1" and str(stated.get("published") or "0") == "0"
    return bool(re.match(r"127\.0\.0\.1::[^:]+$", str(stated)))


def waits_for(made: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the services that one depends on, with how it waits for each."""
    stated = made.get("depends_on") or ()
    pairs = stated.items() if isinstance(stated, dict) else ((name, None) for name in stated)
    return {str(name): how if isinstance(how, dict) else {} for name, how in pairs}


def networks(made: Mapping[str, Any]) -> list[str]:
    """Return the networks of a service; one that names none is on that of every service."""
    return [str(name) for name in made.get("networks") or ()] or ["default"]


def mounts(made: Mapping[str, Any]) -> Iterator[Mount]:
    """Yield what is mounted into a service."""
    for stated in made.get("volumes") or ():
        if isinstance(stated, dict):
            kind, source = str(stated.get("type", "volume")), str(stated.get("source") or "")
            found = Mount(kind, source, str(stated.get("target", "")), bool(stated.get("read_only")))
        else:
            found = _mount(str(stated))
        # a variable that chooses the folder is a folder, whatever compose takes it for before it has a value
        is_path = found.source.startswith(("/", ".", "~", "$"))
        yield Mount("bind" if is_path else found.kind, found.source, found.target, found.read_only)


def _mount(stated: str) -> Mount:
    kept = VARIABLE.sub(lambda found: found[0].replace(":", "\0"), stated)
    parts = [part.replace("\0", ":") for part in kept.split(":")]
    if len(parts) == 1:
        return Mount("volume", "", parts[0], read_only=False)
    modes = parts[2].split(",") if len(parts) > 2 else []
    return Mount("volume", parts[0], parts[1], "ro" in modes)


def is_folder(mount: Mount, folder: Path) -> bool:
    """Whether a mount is of a folder: a file of configuration among the data is no data."""
    return not PurePosixPath(mount.target).suffix and not (folder / mount.source).is_file()


def checked(made: Mapping[str, Any], values: Mapping[str, str]) -> tuple[int | None, str]:
    """Return port and path that the health check of a service asks for; the container's own variables too."""
    test = (made.get("healthcheck") or {}).get("test") or ""
    said = words_of(test).replace("$$", "$")
    found = _CHECKED.search(filled(said, {**values, **own_values(made, values)}))
    if not found:
        return None, ""
    is_open = found[2] == "" or found[3] == ""  # a variable that nothing states
    stated = found[2] or found[3]
    port = as_port(stated) if stated else _PORTS.get(found[1] or "", 80)
    return None if is_open else port, found[4] or ""


def own_values(made: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of a container as far as files state them."""
    stated = environment_of(made.get("environment")).items()
    return {name: value for name, said in stated if (value := filled(said, values))}


def told(made: Mapping[str, Any], values: Mapping[str, str]) -> list[int]:
    """Return the port that a service is told by its variables to listen at."""
    own = own_values(made, values)
    return [port for name in _LISTENS if (port := as_port(own.get(name, "")))]


def words_of(stated: object) -> str:
    """Return a command as one line, be it a list or a text."""
    return " ".join(map(str, stated)) if isinstance(stated, list) else str(stated or "")
