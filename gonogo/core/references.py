"""Which `${NAME}` each part of a contract refers to, by itself and by the credentials that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel

from gonogo.contract.metrics import Metrics
from gonogo.contract.model import Contract
from gonogo.core.secrets import REFERENCE

_CREDENTIALS = ("credential", "other")
"""Keys whose text is the name of a credential."""
_GAUGES = "metrics.gauges"
_COMPUTED = {
    "security": ("security.responses", "security.cross_origin"),
    "security.private_reads": ("security.private_paths",),
    "security.private_writes": ("security.private_paths",),
    "security.crossed": ("security.responses", "security.cross_origin"),
    "security.error_responses": ("security.responses",),
    "security.route_table": ("security.routes",),
}


def references(contract: Contract, promises: Iterable[str]) -> dict[str, str]:
    """Return every name that the promised sections refer to, with the key of the contract that does.

    Requests of one gate stand together; under `security` each promise has its own.
    """
    places = dict.fromkeys(place for promise in promises for place in _places(promise))
    return {
        name: at for place in places for name, at in _in_section(contract, _value(contract, place), place)
    }


def _places(promise: str) -> tuple[str, ...]:
    """Return what holds the requests of a promise; a deployment's own texts are for who starts it."""
    parts = promise.split(".")
    if promise in _COMPUTED:
        return _COMPUTED[promise]
    if parts[0] == "deployment":
        return ()
    if promise.startswith(_GAUGES):
        return (_GAUGES,)
    if parts[0] == "metrics":  # who scrapes sends nothing of what moves a gauge
        return tuple(place for name in Metrics.model_fields if (place := f"metrics.{name}") != _GAUGES)
    return (".".join(parts[:2] if parts[0] == "security" else parts[:1]),)


def of_credentials(contract: Contract) -> dict[str, str]:
    """Return every name that a credential refers to, with the credential."""
    return {name: place for each in contract.credentials for name, place in _in_credential(contract, each)}


def texts_of(value: object) -> Iterator[tuple[str, str]]:
    """Yield every text below a value, with the last key on its way."""
    yield from _texts(value, "")


def _in_section(contract: Contract, value: object, place: str) -> Iterator[tuple[str, str]]:
    for key, text in texts_of(value):
        yield from ((name, place) for name in REFERENCE.findall(text))
        if key in _CREDENTIALS and text in contract.credentials:
            yield from _in_credential(contract, text)


def _in_credential(contract: Contract, credential: str) -> Iterator[tuple[str, str]]:
    for _, text in texts_of(contract.credentials[credential]):
        yield from ((name, f"credentials.{credential}") for name in REFERENCE.findall(text))


def _texts(value: object, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), name)
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _texts(each, str(name))
    elif isinstance(value, Iterable):
        for each in value:
            yield from _texts(each, key)


def _value(contract: Contract, place: str) -> object:
    found: object = contract
    for part in place.split("."):
        found = getattr(found, part, None)
    return found
