"""Images that a compose file names as what a service depends on, and how each is treated badly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from gonogo.init.products import PRODUCTS, Known
from gonogo.init.services import filled

_BESIDE = re.compile(
    r"(?:^|[-_])(?:express|meta|backup|commander|router|sentinel|dashboards?|browser|console|client|ui|proxy)"
    r"(?:$|[-_])|(?:exporter|insight|admin|operator|bouncer|workbench)$"
)
"""Words of what looks at a database, copies it, or stands before it."""
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
    return PRODUCTS.get(name) or next(found, None)


def treatment(found: Known, environment: Mapping[str, str]) -> dict[str, Any]:
    """Return how a dependency is paused and asked by a stranger, as a contract says it."""
    names = _names(found, environment)
    made: dict[str, Any] = {"pause": True} if found.pause else {}
    if found.anonymous and names["password"]:
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
        if name in environment:
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
