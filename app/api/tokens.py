"""Tokens: made with an API key, checked by anybody with the public keys."""

from typing import Any, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from app.api.auth import KeyHolder, within_limit
from app.api.services import ServicesOf

router = APIRouter()
_PROBLEM: dict[str, Any] = {"content": {"application/problem+json": {}}}


class IssuedToken(BaseModel):
    """The answer of RFC 6749, 5.1."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - a type, not a secret
    expires_in: int


@router.post(
    "/tokens",
    dependencies=[Depends(within_limit)],
    responses=dict.fromkeys((401, 403, 429), _PROBLEM),
)
async def issue_token(services: ServicesOf, holder: KeyHolder) -> IssuedToken:
    """Return a token with the scopes of the API key."""
    token = services.tokens.issue(holder.name, holder.scopes)
    return IssuedToken(access_token=token, expires_in=services.tokens.lifetime_seconds)


@router.get("/.well-known/jwks.json")
async def public_keys(services: ServicesOf) -> dict[str, list[dict[str, str]]]:
    """Return the keys that verify tokens."""
    return services.tokens.public_keys()
