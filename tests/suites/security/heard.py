"""Answers that the tests of foreign names share."""

from gonogo.suites.security.observations.hosts import Heard

OWN, FOREIGN = "shop.example", "elsewhere.example"


def heard(
    status: int | None = 200,
    body: str = "",
    how: str = "Host elsewhere.example",
    path: str = "/",
    **fields: str,
) -> Heard:
    headers = tuple((name.replace("_", "-"), value) for name, value in fields.items())
    return Heard(how, path, 200, status, "" if status else "reset", headers, body, OWN, FOREIGN)
