"""Bodies that name what they call by a word of the client's own. Pure.

Only what reads is made: queries of GraphQL, and methods of JSON-RPC that nobody has.
Source: GraphQL (October 2021), 2.3 and 2.7; "GraphQL over HTTP", request parameters; JSON-RPC 2.0, 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_NAMED = re.compile(r"\s*(?:query\b(?:\s+\w+)?(?=\s*[({@])|(?=\{))")
_ALIASED = re.compile(r"(\s*(?:query\b(?:\s+\w+)?\s*)?\{\s*)(?:\w+\s*:\s*)?(?=[A-Za-z_])")


def called(body: Mapping[str, object], word: str) -> Iterator[dict[str, object]]:
    """Give the body with the word as the name of the operation, of its first answer, and of the method.

    None of a body that calls nothing by name. ``word`` begins with a letter and has no other sign.
    """
    query = body.get("query")
    if isinstance(query, str) and (start := _NAMED.match(query)):
        yield {**body, "query": f"query {word}{query[start.end() :]}", "operationName": word}
    if isinstance(query, str) and (start := _ALIASED.match(query)):
        yield {**body, "query": f"{start[1]}{word}: {query[start.end() :]}"}
    if "jsonrpc" in body and isinstance(body.get("method"), str):
        yield {**body, "method": word}
