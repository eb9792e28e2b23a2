"""Programs of JavaScript that ask by HTTP and take whatever is answered, by their words. Pure.

Whatever is not known here may look at the answer: only what cannot is to be found.
"""

from __future__ import annotations

import re

_ONLY_SAYS = re.compile(r"(?:(?:console\.\w+\((?:\"[^\"]*\"|'[^']*'|\d*)\)|process\.exit\(0?\))[;\s]*)+")
_TEXT = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`(]*`")
_ASKS = re.compile(r"\bfetch\(|(?:\bhttps?|[\"'`](?:node:)?https?[\"'`]\))\.(?:get|request)\(")
_OWN = re.compile(r"\brequire\([\"'`](?:node:)?https?[\"'`]\)")
_READ = r"\.(?:status|statusCode|statusText|ok|url|headers|text\(\))"
_TOLD_OF = re.compile(rf"console\.\w+\(\s*(?:await\s*)?\(\s*await\s+(fetch\([^()]*\))\s*\){_READ}\s*\)")
"""An answer that is printed as it comes; `_TOLD` is anything else that is."""
_TOLD = re.compile(r"console\.\w+\([^()]*\)|\.then\(\s*console\.\w+\s*\)")
_HANDED_ON = re.compile(r"\.then\(\s*\(?\s*(\w+)\s*\)?\s*=>\s*\1\.text\(\)\s*\)")
_SETTING = re.compile(
    r"(?:(?:process|Bun)\.env\.\w+|Deno\.env\.get\(\"\"\))(?:\s*(?:\|\||\?\?)\s*(?:\"\"|\d+))?"
)
_ALONE = re.compile(r"(?<![\w.])\(\s*0\s*\)")
"""A number in brackets: a setting, or what stands for it, is a part of an address."""
_AWAITED = re.compile(r"\bawait\s+(?=fetch\()")
_LOOKS = re.compile(
    r"status|\bok\b|\bthrow\b|assert|reject|Error\(|json|text|\bbody\b|\bif\b|\bswitch\b|[?<>\[]|&&|\|\||await|exitCode"
    r"|axios|\bgot\b|\brequire\(|\bimport\b|\beval\b|\bFunction\b|exit\(\s*(?!\d?\s*\))"
    r"|(?:\.then\(|,)\s*[A-Za-z_$][\w$.]*\s*\)"
)
"""What may end it by the answer; a name that is handed on may be a function that does."""

_EITHER_WELL = re.compile(r"\b(?:process|Deno)\.exit\([^()?;]*\?\s*0\s*:\s*0\s*\)")
_ENDS_WELL = re.compile(r"\b(?:process|Deno)\.exit\(0?\);?")
_ONLY_TELLS = r"\s*(?:console\.\w+\([^(){}]*\)[;,\s]*|return[;\s]*|0[;\s]*|null[;\s]*|undefined[;\s]*)*"
_CAUGHT = re.compile(
    rf"\.catch\(\s*(?:console\.\w+|(?:async\s*)?\(?\s*\w*\s*\)?\s*=>\s*(?:\{{{_ONLY_TELLS}\}}|{_ONLY_TELLS}))\s*\)$"
)
"""What catches whatever was thrown before it, and does nothing more than tell of it."""
_TRIED = re.compile(
    rf"(?:\(\s*async\s*(?:\(\)\s*=>|function\s*\w*\(\))\s*\{{\s*)?try\s*\{{(?P<tried>.*)\}}\s*"
    rf"catch\s*(?:\(\s*\w+\s*\)\s*)?\{{{_ONLY_TELLS}\}}(?:[;\s]*\}}\s*\)?\s*\(\)\s*\)?)?",
    re.DOTALL,
)
_LEAVES = re.compile(
    r"\bexit|\babort\b|\bkill\b|\bcatch\b|\bfinally\b|\bsetTimeout\b|\bimport\b|\brequire\(|\.on\("
)


def javascript_takes_any_answer(program: str) -> bool:
    """Whether it asks for nothing, or looks at nothing of the answer and ends by a plain number alone.

    `fetch` and `http.get` fail for no status (Fetch Standard, Response.ok).
    """
    if not program.strip() or _ONLY_SAYS.fullmatch(program.strip()):
        return True
    program = _EITHER_WELL.sub("process.exit(0)", program)
    if not _ASKS.search(program):
        return False
    if _catches_all(_TEXT.sub('""', _OWN.sub("http", program)).strip().rstrip(";").rstrip()):
        return True
    left = _ALONE.sub("0", _SETTING.sub("0", _TEXT.sub('""', _OWN.sub("http", program))))
    for pattern, becomes in ((_TOLD_OF, r"\1"), (_HANDED_ON, ""), (_TOLD, ""), (_AWAITED, "")):
        left = pattern.sub(becomes, left)
    return _LOOKS.search(left.replace("=>", ":")) is None


def _catches_all(bare: str) -> bool:
    """Whether it is one request, or one attempt, and whatever is thrown there is caught and forgotten."""
    bare = _ENDS_WELL.sub("", bare)
    if tried := _TRIED.fullmatch(bare):
        return _LEAVES.search(tried["tried"]) is None
    caught = _CAUGHT.search(bare)
    chain = bare[: caught.start()] if caught else ""
    return (
        re.match(r"(?:await\s+)?fetch\(", chain) is not None and _is_one(chain) and not _LEAVES.search(chain)
    )


def _is_one(chain: str) -> bool:
    """Whether no statement ends in it, outside of brackets."""
    depth = 0
    for letter in chain:
        depth += (letter in "([{") - (letter in ")]}")
        if depth == 0 and letter in ";,\n?&|":
            return False
    return depth == 0
