r"""A statement of SQL in a text, and none of English in capitals: `Please SELECT one FROM below`. Pure."""

from __future__ import annotations

_NO_WORD = r"(?!(?i:the|your|a|an|this|that|our|my|it|one|each|any|all|below|above)\b)"
_NAME = rf"{_NO_WORD}[\w.\"`\[\]\\]{{1,160}}"
_QUOTED = r"(?:\\?\"|`|\[)\w"
_ALIAS = r"(?:\s{1,4}(?:AS\s{1,4})?[\w\"`\[\]\\]{1,80})?"
_UP_TO_FROM = r"(?:(?!\bFROM\b)[^\n])"
_FROM = r"(?:\n[ \t]{0,20})?\bFROM\s{1,20}"
_COLUMNS = r"SELECT \*|\w\.\*|\w\((?!s\))|\b\w+\.\w+(?=,|\s+AS\b|\s+FROM\b)|\bAS [\w\"`\[]|\w_\w"
_CLAUSES = (
    r"(?:WHERE|(?:INNER |LEFT |RIGHT |CROSS )?JOIN|ORDER BY|GROUP BY|LIMIT|OFFSET|HAVING|UNION|FOR UPDATE)\b"
)
QUERIES = (
    # what stands between says that it is one, or what comes behind
    rf"\b(?=SELECT\b)(?={_UP_TO_FROM}{{0,400}}?(?:{_COLUMNS})){_UP_TO_FROM}{{1,400}}{_FROM}[\w\"`\[(\\]",
    rf"\bSELECT\b{_UP_TO_FROM}{{1,400}}{_FROM}(?:{_QUOTED}|{_NAME}{_ALIAS}\s{{1,20}}{_CLAUSES})",
    rf"\bSELECT (?:DISTINCT )?(?:id|uuid|[a-z]\w{{0,60}}(?:, ?[a-z]\w{{0,60}}){{1,40}}) FROM {_NO_WORD}[a-z]",
    rf"\bINSERT INTO\s{{1,4}}(?:{_QUOTED}|{_NAME}(?:\s?\(|\s{{1,4}}(?:VALUES|SELECT|DEFAULT VALUES|SET)\b))",
    rf"\bUPDATE\s{{1,4}}{_NAME}{_ALIAS}\s{{1,20}}SET\s{{1,4}}[\w.\"`\[\]\\]{{1,160}}\s?=",
    rf"\bDELETE FROM\s{{1,4}}(?:{_QUOTED}|{_NO_WORD}\w{{1,80}}[_.]\w)",
    rf"\bDELETE FROM\s{{1,4}}{_NAME}{_ALIAS}\s{{1,20}}(?:USING\b|{_CLAUSES})",
)
