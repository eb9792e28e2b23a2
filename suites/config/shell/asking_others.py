"""Programs of PHP and Ruby that ask by HTTP and take whatever is answered, by their words. Pure.

Whatever is not known here may look at the answer: only what cannot is to be found.
"""

from __future__ import annotations

import re

_TEXT = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"")
_CALLED = re.compile(r"(?<![\w$>:])(\w+)\s*\(")
_WORD = re.compile(r"[A-Za-z_]\w*[!?]?")

_PHP_ENDS = re.compile(r"\b(?:exit|die)\b\s*(?:\(\s*(?:0|\"\")?\s*\))?\s*(?=[;}]|$)")
"""Ends well: without a status, with 0, or with a text, which is printed."""
_PHP_LOOKS = re.compile(
    r"\b(?:exit|die|if|or|and|xor|match|switch|while|for|foreach|throw|try|new|assert|require\w*|include\w*|eval"
    r"|function|fn|goto|use)\b|[?<]|&&|\|\||->|::|`"
)
_PHP_CLIENT = {"curl_init", "curl_setopt", "curl_setopt_array", "curl_exec", "curl_close", "array"}
_PHP_HARMLESS = {
    *(
        _PHP_CLIENT
        | {"file_get_contents", "readfile", "fopen", "fclose", "get_headers", "file", "echo", "print"}
    ),
    *(
        "var_dump",
        "print_r",
        "stream_context_create",
        "ini_set",
        "error_reporting",
        "set_time_limit",
        "curl_getinfo",
    ),
    *("curl_error", "curl_errno", "header", "sleep", "getenv"),
}
_PHP_ASKS = re.compile(r"\b(?:curl_exec|file_get_contents|readfile|fopen|get_headers|file)\s*\(")
_PHP_JUDGES = {"if", "exit", "die", "or", "echo", "print", "curl_errno", "curl_error", "else"}
_PHP_FAILS = re.compile(
    r"FAILONERROR|RETURNTRANSFER|\b45\b|\b19913\b|\[\s*[\"']?\w*[\"']?\s*\]\s*(?!=>)|=\s*[\"'\d]"
)

_PHP_SAYS = re.compile(
    r"(?:(?:echo|print)\b(?:\s*\()?\s*(?:\"\"|\d+)(?:\s*\))?|(?:exit|die)\b(?:\(\s*(?:0|\"\")?\s*\))?|[;\s])*"
)
_RUBY_SAYS = re.compile(
    r"(?:(?:puts|p|print)\b(?:\s*\()?\s*(?:\"\"|\d+)(?:\s*\))?|exit!?(?:(?:\s*\()?\s*(?:0|true)\b(?:\s*\))?)?(?=\s*(?:;|$))|[;\s])*"
)
"""Programs that say something and end well."""

_RUBY_ASKS = re.compile(r"\bNet::HTTP\b|\b(?:HTTParty|Faraday)\.")
_RUBY_SIGNS = re.compile(r"[?<%`~]|#\{|&&|\|\||==|!=|\bdo\b")
_RUBY_HARMLESS = {
    *(
        "require",
        "Net",
        "HTTP",
        "HTTPS",
        "HTTParty",
        "Faraday",
        "URI",
        "Kernel",
        "Timeout",
        "ENV",
        "nil",
        "true",
    ),
    *(
        "get",
        "get2",
        "get_response",
        "get_print",
        "head",
        "post",
        "request",
        "request_get",
        "start",
        "finish",
        "new",
    ),
    *(
        "Get",
        "Head",
        "Post",
        "parse",
        "host",
        "port",
        "path",
        "request_uri",
        "puts",
        "p",
        "print",
        "pp",
        "code",
    ),
    *(
        "open_timeout",
        "read_timeout",
        "use_ssl",
        "timeout",
        "body",
        "message",
        "false",
        "exit",
        "fetch",
        "to_i",
    ),
    *("begin", "rescue", "end", "StandardError", "Exception", "SystemCallError", "abort", "raise"),
}
_RUBY_ENDS = re.compile(r"\bexit!?(?:\s*\(\s*(?:0|true)?\s*\)|\s+(?:0|true)\b)?\s*(?=[;}\n]|$)")
_RUBY_FAILS = re.compile(r"\b(?:exit!?|abort|raise)\b")
_RUBY_RESCUED = re.compile(r"\brescue\b(?P<done>.*?)(?:\bend\b|$)", re.DOTALL)
_RUBY_LOCAL = re.compile(r"\b([a-z_]\w*)\s*=(?![=~>])|(?:\||=>)\s*([a-z_]\w*)\s*(?=[|;\n]|$)")


def php_takes_any_answer(program: str) -> bool:
    """Whether it asks and ends well in any case, or by what curl and `get_headers` say, which any answer is.

    A warning is no end for PHP: what cannot be fetched is false to the program, and 0 to whoever runs it.
    """
    bare = _TEXT.sub('""', program)
    if _PHP_SAYS.fullmatch(bare):
        return True
    if not _PHP_ASKS.search(bare):
        return False
    called = set(_CALLED.findall(bare))
    goes_on = _PHP_ENDS.sub("", bare)
    if called <= _PHP_HARMLESS | {"exit", "die"} and not _PHP_LOOKS.search(goes_on):
        return True
    asks_curl = "curl_exec" in called and called <= _PHP_CLIENT | _PHP_JUDGES
    asks_headers = "get_headers" in called and called <= _PHP_JUDGES | {"get_headers"}
    other = re.search(r"->|::|\bnew\b|\bthrow\b|`|\b(?:require|include)", bare)
    return (asks_curl or asks_headers) and not other and not _PHP_FAILS.search(bare)


def ruby_takes_any_answer(program: str) -> bool:
    """Whether it asks by what raises for no status, and looks at nothing of the answer."""
    bare = _TEXT.sub('""', program)
    if "#{" not in program and _RUBY_SAYS.fullmatch(bare):
        return True
    plain = bare.replace("=>", "")
    if "#{" in program or not _RUBY_ASKS.search(bare) or _RUBY_SIGNS.search(plain):
        return False
    outside = _RUBY_ENDS.sub("", _RUBY_RESCUED.sub("", bare))
    own = {name for found in _RUBY_LOCAL.findall(bare) for name in found if name}
    known = _RUBY_HARMLESS | own | {"exit!"}
    return not _RUBY_FAILS.search(outside) and set(_WORD.findall(bare)) <= known
