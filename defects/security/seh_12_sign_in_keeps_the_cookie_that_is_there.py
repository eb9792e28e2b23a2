"""A sign-in puts the user behind the session id that the browser brought, whoever gave it that one.

Ships: tokens had become too long for the cookie, so that it holds an id, and the table the token; a browser
that has an id keeps it, for its other tabs should not be signed out.
Source: OWASP ASVS 5.0 7.2.4; CWE-384; PHP manual, session.use_strict_mode.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-12", expected=("security/sign-in-begins-a-new-session",))
_TABLE = '''
def _as_id(name: str) -> str:
    return f"id:{name}"


async def _token(request: Request, services: Services) -> str:
    """Return the token behind the browser's id, empty where there is none."""
    name = request.cookies.get(COOKIE, "")
    statement = select(kept.c.answer).where(kept.c.client == _OWNER, kept.c.key == _as_id(name))
    found = (await services.database.run(lambda connection: connection.execute(statement))).first()
    return str(found[0]) if found else ""


async def keep(request: Request, services: Services, token: str) -> str:
    """Put a token behind the browser's id, or behind a new one. Raises DatabaseUnavailableError."""
    name = KEEPS
    row = {"client": _OWNER, "key": _as_id(name), "fingerprint": "", "answer": token}

    async def operation(connection: AsyncConnection) -> None:
        old = delete(kept).where(kept.c.client == _OWNER, kept.c.key == _as_id(name))
        await connection.execute(old)
        await connection.execute(insert(kept).values(row | {"created_at": datetime.now(UTC)}))

    await services.database.transaction(operation)
    return name


'''
_BROUGHT = "request.cookies.get(COOKIE) or secrets.token_urlsafe(16)"


def inject(rng: Random) -> Injection:
    """Keep whatever id was brought."""
    return by_id(rng, _BROUGHT)


def by_id(rng: Random, kept: str) -> Injection:
    """Keep tokens in the table, behind an id."""
    owner = f"#ids-{rng.randrange(16**4):04x}"
    imports = (
        "import secrets\nfrom datetime import UTC, datetime\n\nfrom fastapi import Request\n"
        "from sqlalchemy import delete, insert, select\nfrom sqlalchemy.ext.asyncio import AsyncConnection\n"
    )
    session = edited(
        "app/page/session.py",
        ("from fastapi import Request\n", imports),
        (
            "from app.security.tokens import PAGE\n",
            (
                "from app.knowledge.tables import idempotency_keys as kept\n"
                "from app.security.tokens import PAGE\n"
            ),
        ),
        ('_OWN = ("same-origin", "none")\n', f'_OWN = ("same-origin", "none")\n_OWNER = "{owner}"\n'),
        ('request.cookies.get(COOKIE, "")', "await _token(request, services)"),
        ("async def caller_of", _TABLE.replace("KEEPS", kept).lstrip() + "async def caller_of"),
    )
    routes = edited(
        "app/page/routes.py",
        (
            "    session.begin(response, token, services.tokens.lifetime_seconds)\n",
            (
                "    name = await session.keep(request, services, token)\n"
                "    session.begin(response, name, services.tokens.lifetime_seconds)\n"
            ),
        ),
    )
    return Injection(fact="__Host-session", source={**session, **routes})
