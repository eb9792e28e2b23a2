"""No credential, an empty one, a malformed one, and a well-formed one that nobody gave out."""

from __future__ import annotations

import secrets

from gonogo.contract.base import Credential
from gonogo.contract.model import Contract


def wrong_credentials(contract: Contract) -> tuple[tuple[str, dict[str, str]], ...]:
    """Return kind and headers: nothing, and three for each header that the contract authenticates with.

    The empty one is what a credential that nobody set compares equal to.
    """
    credentials = list(contract.credentials.values()) or [Credential(value="Bearer x")]
    by_header = {credential.header: credential.value for credential in credentials}
    wrong: list[tuple[str, dict[str, str]]] = [("none", {})]
    for header, value in by_header.items():
        scheme, blank, _ = value.partition(" ")
        prefix = scheme + blank if blank else ""
        wrong += [
            ("empty", {header: prefix}),
            ("malformed", {header: f'{prefix}=, "{secrets.token_hex(4)}'}),
            ("unknown", {header: prefix + secrets.token_hex(32)}),
        ]
    return tuple(wrong)
