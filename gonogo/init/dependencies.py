"""Images that a compose file names as what a service depends on, and how each is treated badly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from gonogo.init.products import PRODUCTS, Known
from gonogo.init.services import filled

_BESIDE = re.compile(
    r"(?:^|[-_])(?:express|meta|backup|commander|router|sentinel|dashboards?|browser|console|client|ui|proxy"
    r"|connect|rest|registry|manager|box|reaper|bridge|mirror)(?:$|[-_])"
    r"|(?:exporter|insight|admin|operator|bouncer|workbench)$"
)
"""Words of what looks at a database, copies it, or stands before it."""
_CALLED = frozenset({"db", "database", "cache", "queue", "broker", "search", "storage", "store"})
"""Words of services that are dependencies."""
_AROUND = frozenset(
    {"init", "seed", "seeder", "setup", "migrate", "migration", "migrations", "import", "restore", "test"}
)
_PROXIES = frozenset(
    {"nginx", "haproxy", "traefik", "caddy", "envoy", "httpd", "kong", "proxy", "gateway", "ingress"}
)


def product_of(image: str) -> str:
    """Return the last part of an image's name, without registry, tag and digest; of `${X:-y}` that of y."""
    return filled(image, {}).partition("@")[0].rpartition("/")[2].partition(":")[0].lower()


def is_proxy(name: str, made: Mapping[str, Any]) -> bool:
    """Whether a service stands before others, by a word of its name or of its image's."""
    words = re.split(r"[-_.]", f"{name.lower()}-{product_of(str(made.get('image', '')))}")
    return bool(_PROXIES & set(words)) and "exporter" not in words


def known(image: str) -> Known | None:
    """Return what is known of an image as a dependency; what stands beside one is none."""
    name = product_of(image)
    if _BESIDE.search(name):
        return None
    found = (made for word, made in PRODUCTS.items() if name.startswith(f"{word}-"))
    return PRODUCTS.get(_last_two(image)) or PRODUCTS.get(name) or next(found, None)


def known_by_name(name: str, image: str) -> Known | None:
    """Return what is known of a service whose own name is a product, where its tag says so too.

    Some publish every part of a stack as one image, and tell the parts by their tags: `x/stack:shop-redis-5`.
    A tag alone is no sign: `shop:postgresql-latest` is a release for PostgreSQL.
    """
    last = re.split(r"[-_.]", name.lower())[-1]
    tag = filled(image, {}).partition("@")[0].rpartition("/")[2].partition(":")[2].lower()
    is_one = last in PRODUCTS and last in re.split(r"[-_.]", tag)
    return PRODUCTS[last] if is_one and not _BESIDE.search(name.lower()) else None


def known_by_base(name: str, base: str) -> Known | None:
    """Return what is known of the image from which a service is built, where it is called as one is.

    What fills a database, or copies it, may be built from its image as well.
    """
    words = set(re.split(r"[-_.]", name.lower()))
    is_one = words & (_CALLED | set(PRODUCTS)) and not words & _AROUND and not _BESIDE.search(name.lower())
    return known(base) if is_one else None


def _last_two(image: str) -> str:
    """Return the last two parts of an image's name: the last may be no more than `server`."""
    plain = filled(image, {}).partition("@")[0].lower()
    return "/".join([*plain.split("/")[:-1][-1:], product_of(image)])


def treatment(found: Known, environment: Mapping[str, str], command: str = "") -> dict[str, Any]:
    """Return how a dependency is paused and asked by a stranger, as a contract says it."""
    found = _as_stated(found, environment)
    names = _names(found, environment)
    made: dict[str, Any] = {"pause": True} if found.pause else {}
    is_asked = names["password"] and not (_opened(found, environment) or _moved(found, command))
    if found.anonymous and is_asked:
        made["anonymous"] = {
            "command": _filled(found.anonymous, names),
            "refusal": found.refusal,
            "known": _filled(found.right, names),
        }
    return made


def read_only(found: Known, environment: Mapping[str, str]) -> dict[str, Any]:
    """Return how a dependency is made to refuse writes, and to take them again; empty where nobody knows."""
    names = _names(found, environment)
    if not found.read_only or not names["password"]:
        return {}
    return {"command": _filled(found.read_only, names), "undo": _filled(found.undo, names)}


def why_not_asked(found: Known, environment: Mapping[str, str], command: str) -> str:
    """Return the question to answer where no stranger is drafted."""
    blank = next((name for name in found.password if environment.get(name) == ""), "")
    if name := _opened(found, environment):
        return f"{name} lets everybody in; on purpose? Else say how a stranger is refused"
    if blank:
        return f"{blank} is blank: is everybody let in? Else say how a stranger is refused"
    if port := _moved(found, command):
        return f"its command has it listen at :{port}: how is a stranger refused there?"
    if found.anonymous and "requirepass" in command:
        return f"its command has the password: give its container {found.password[0]} too, and draft again"
    return "has it a password? Then say how a stranger is refused"


def _as_stated(found: Known, environment: Mapping[str, str]) -> Known:
    """Return how a product is asked by whose name and password its container is told."""
    other = found.otherwise
    if other is None or _value(found.password, environment):
        return found
    return other if _value(other.password, environment) and _value(other.users, environment) else found


def _moved(found: Known, command: str) -> str:
    """Return the port to which a command moves a server; empty where it is at its usual one."""
    if not found.moved_by:
        return ""
    option, usual = found.moved_by
    said = re.search(rf"{option}[ =][\"']?[^\s\"']*?(\d+)\b", filled(command, {}))
    return said[1] if said and said[1] != usual else ""


def _opened(found: Known, environment: Mapping[str, str]) -> str:
    """Return the variable by which it asks nobody for a password; empty where none does."""
    told = ((name, value) for name, value in found.open_by if name in environment)
    return next((name for name, value in told if filled(environment[name], {}).lower() == value), "")


def _names(found: Known, environment: Mapping[str, str]) -> dict[str, str]:
    """Return what the commands name: by the container's own variables, whose values another file may say."""
    user, database = _value(found.users, environment), _value(found.databases, environment)
    return {
        "user": f'"{user}"' if user else found.user,
        "database": f'"{database}"' if database else found.database,
        "password": _value(found.password, environment),
    }


def _value(names: Iterable[str], environment: Mapping[str, str]) -> str:
    """Return how a shell reads the first variable that is there, or the file that it names."""
    for name in names:
        if environment.get(name):
            return f"${name}"
        if f"{name}_FILE" in environment:
            return f'$(cat "${name}_FILE")'
    return ""


def _filled(words: tuple[str, ...], names: Mapping[str, str]) -> list[str]:
    """Put names into a command; any other brace stays."""
    filled = list(words)
    for name, value in names.items():
        filled = [word.replace("{" + name + "}", value) for word in filled]
    return filled
