"""Words and sentences in which services say that they are well or ill. Pure."""

from __future__ import annotations

import re

from gonogo.suites.health.nothing import tells_of_none, without_counts_of_nothing

# The draft's words with its aliases (Terminus, Spring Boot, MicroProfile), those of ASP.NET, gRPC, Consul and
# Ceph, and Elasticsearch's colours.
_MEANT = {
    "pass": ("pass", "passed", "passing", "ok", "okay", "up", "healthy", "ready", "alive", "live",
             "available", "working", "serving", "running", "success", "green", "true", "online",
             "operational", "active", "good", "fine", "pong", "imok", "connected", "reachable", "health_ok"),
    "warn": ("warn", "warning", "degraded", "yellow", "amber", "health_warn", "impaired", "partial",
             "partially_available", "partially_up", "partially_degraded", "partially_operational",
             "degraded_performance", "partial_outage", "minor_outage"),
    "fail": ("fail", "failed", "failing", "failure", "error", "err", "down", "unhealthy", "out_of_service",
             "shutting_down", "not_serving", "not_ready", "unavailable", "critical", "red", "false",
             "notready", "notserving", "ko", "nok", "bad", "dead", "offline", "unreachable", "disconnected",
             "not_connected", "stopped", "broken", "timeout", "fatal", "sick", "crashed", "health_err",
             "not_ok", "not_healthy", "not_available", "not_alive", "not_live", "not_running",
             "not_working", "not_reachable", "unresponsive", "notok", "nothealthy", "notlive", "notavailable",
             "unready", "unwell", "out_of_memory", "not_okay", "not_operational", "non_operational",
             "inoperative", "inoperable", "killed", "outage", "major_outage", "faulty",
             "abnormal", "malfunctioning", "defunct"),
}  # fmt: skip
REFUSALS = range(400, 600)
SUCCESSES = range(200, 300)
_NO = re.compile(
    r"""(not|isn't|no\ longer)[\s_-]+(ready|ok|okay|healthy|live|alive|up|serving|available|running|good|fine
        |well|operational)\b
    |(exception|panic|fatal(\ error)?)(?=\s*:)
    |traceback\ \(most\ recent\ call
    |(unhealthy|fail(ed|ing|ure)?|unavailable|critical|out[\s_]of[\s_]service|shutting[\s_]down)\b
    |(error|down)(?=\s*$|\s*[,:;!]|\.\s|\.$|\s-)""",
    re.IGNORECASE | re.VERBOSE,
)
# A sentence that says what does not work: `database is unavailable`, `Cannot connect to database`. None is
# one that says that nothing is, that all the rest works, or what was once.
_SENTENCE = re.compile(
    r"""(?:(?!(?:no|not|none|nothing|never|zero|isn't|aren't|wasn't|neither|nor|without|but|while|when|if|unless
            |ok|up|well|healthy|ready|running|online|available|degraded|warn|warning|some|few|one|optional
            |was|were|had|last|once|yesterday|recently|previously)\b)[a-z][\w'-]*\s+){1,4}
    (?:down(?:\s+for\s+\w+)?|unavailable|unreachable|unhealthy|offline|failed|disconnected|timed\s+out|refused|lost
        |error|dead|crashed|broken|full|out\s+of\s+(?:memory|disk|space)
        |not\s+(?:ready|healthy|available|reachable|connected|responding|running))[\s.!]*
    |(?:could\s*n[o']t|can(?:\s*not|'t)|unable\s+to)\s+
        (?:connect|reach|access|contact|ping|query|open|acquire)\b.*
    |error\s+(?:connecting|reaching|accessing|contacting|pinging|querying|opening|acquiring)\b.*
    |no\s+(?:(?!idle|open|active|pending|stale|new|waiting)[a-z]+\s+)?connection[\s.!]*
    |(?:the\s+)?(?:database|db|table|file)\s+is\s+locked[\s.!]*
    |(?:the\s+)?database\s+system\s+is\s+(?:starting\s+up|shutting\s+down|in\s+recovery\s+mode)[\s.!]*
    |dial\s+(?:tcp|udp|unix)\s+[^:]*:.*|context\s+deadline\s+exceeded\b.*|lookup\s+\S{1,80}.*:\s+no\s+such\s+host
    |(?:connect|getaddrinfo|read|write)\s+E(?:CONN(?:REFUSED|RESET|ABORTED)|TIMEDOUT|HOSTUNREACH|NETUNREACH
        |NOTFOUND|PIPE|AI_AGAIN)\b.*
    |(?!last|prev)[a-z][a-z\d$.]{2,80}(?:error|exception):\s+(?!\d|none\b|null\b|no\b|nil\b)(?:\(|\S+\s+\S).*""",
    re.IGNORECASE | re.VERBOSE,
)
_HEDGE = r"""(?!(?:no|not|none|nothing|never|zero|isn't|aren't|wasn't|neither|nor|without|but|except|while
    |when|if|unless|until|once|was|were|had|last|only|some|few|waiting|wait|become|becoming|being|get|getting|to|for
    |almost|nearly|partially|partly|previously|maintenance|offline|down
    |(?:database|db|cache|redis|postgres\w*|mysql|mongo\w*|kafka|rabbitmq|queue|broker|storage|disk)
    )\b)"""
# What says that the whole is well: `Prometheus Server is Ready.`, `livez check passed`. What says it of one
# part does not, nor what says when it will be; jobs run, too, so that the subject has to be a service there.
_WELL = re.compile(
    rf"""(?:{_HEDGE}[a-z][\w'-]*\s+){{1,5}}(?:ok|okay|healthy|ready|alive|operational)[\s.!]*
    |(?:{_HEDGE}[a-z][\w'-]*\s+){{0,4}}
        (?:servers?|services?|systems?|apis?|app|application|backend|site|instance|node|checks?|everything)\s+
        (?:(?:is|are|now|currently|up|and|all)\s+){{0,4}}
        (?:running|up|online|available|live|active|working|passed|succeeded|reachable|fine|well)[\s.!]*
    |(?:all(?:\s+(?:systems|services|checks))?|(?:it|that|everything|all)(?:'s|\s+is|\s+are)?|looks|looking)\s+
        (?:(?:all|still)\s+)?(?:good|fine|well|great|green|go|nominal)[\s.!]*""",
    re.IGNORECASE | re.VERBOSE,
)
_WARNS = re.compile(r"warn(?:ing)?\s*:", re.IGNORECASE)
_FINE = re.compile(
    r"""ok(?:ay)?[\s:,(-](?!.*\b(?:no|not|but|except|without|down|off\w*|un\w+|fail\w*|err\w*|degraded|warn\w*
        |disabled|false|lost|refused|timed|timeout|some|partially)\b).*""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_THE_WHOLE = re.compile(
    r"(?:(?:the|this|our)\s+)?(?:service|server|app|application|system|api|site|instance)\b"
)
_STATUS = re.compile(r"(?:HTTP(?:/[\d.]+)?[\s:]+([45]\d\d)\b|([45]\d\d)[\s:-]+([a-z' -]+))", re.IGNORECASE)
# What a gateway says of what stands behind it.
_GATEWAY = re.compile(
    r"""(?:bad\ gateway|gateway\ time(?:-?out|d\ out)|internal\ server\ error|404\ page\ not\ found
    |no\ healthy\ upstream|upstream\ (?:connect\ error\b.*|request\ timeout))[\s.!]*""",
    re.IGNORECASE | re.VERBOSE,
)
_PHRASES = {
    400: "bad request",
    401: "unauthorized",
    403: "forbidden",
    404: "not found",
    408: "request time",
    429: "too many requests",
    500: "internal server error",
    501: "not implemented",
    502: "bad gateway",
    503: "service unavailable",
    504: "gateway time",
}
_SERVER_ERROR = 500
_JOINTS = re.compile(r"[\s-]+")


def meant(stated: str) -> str:
    """Return pass, warn or fail for a stated status, empty for a word that means neither."""
    if stated.isdecimal():
        return "fail" if int(stated) in REFUSALS else "pass" if int(stated) in SUCCESSES else ""
    if word := _meant_by_word(stated):
        return word
    spaced = stated if " " in stated else stated.replace("_", " ").replace("-", " ")
    return _meant_by_text(stated) or _meant_by_text(spaced)


def is_status(number: int) -> bool:
    """Whether a lone number is a status by which a server refuses (RFC 9110, 15.6)."""
    return number >= _SERVER_ERROR and number in _PHRASES


def truth(word: str) -> bool | None:
    """Return the truth value that a word stands for where one is expected; None where it is none."""
    return {"yes": True, "y": True, "on": True, "no": False, "n": False, "off": False}.get(
        word.strip().lower()
    )


def is_known(word: str) -> bool:
    """Whether a word, and no sentence, stands in one of the vocabularies."""
    return bool(_meant_by_word(word))


def says_no(text: str) -> bool:
    """Whether a text begins with a no, or a status that refuses; no failures at all are none."""
    told = without_counts_of_nothing(text)
    return (bool(_NO.match(told)) and not tells_of_none(told)) or _is_refusal(text)


def _is_refusal(text: str) -> bool:
    """Whether a text is a status line of HTTP, a status with its phrase (RFC 9110, 15), or a gateway's."""
    if _GATEWAY.fullmatch(text.strip()):
        return True
    found = _STATUS.match(text.strip())
    if not found:
        return False
    return bool(found[1]) or found[3].strip().lower().startswith(_PHRASES.get(int(found[2]), "?"))


def tells_of_failure(text: str) -> bool:
    """Whether a text is a sentence about something that does not work."""
    return bool(_SENTENCE.fullmatch(text))


def tells_of_a_part(stated: str) -> bool:
    """Whether what is stated is a sentence about something that does not work, and not about the whole."""
    return tells_of_failure(stated) and not _OF_THE_WHOLE.match(stated)


def tells_of_the_whole(text: str) -> bool:
    """Whether a text is a sentence that says that the whole is well."""
    return bool(_WELL.fullmatch(text))


def _meant_by_text(text: str) -> str:
    if says_no(text) or tells_of_failure(text):
        return "fail"
    if _WARNS.match(text):
        return "warn"
    well = tells_of_the_whole(text) and not tells_of_none(text)  # `critical path ok` is of a part
    return "pass" if well or _FINE.fullmatch(text) else ""


def _meant_by_word(stated: str) -> str:
    word = _JOINTS.sub("_", stated.strip().rstrip(".!").lower())
    return next((meaning for meaning, words in _MEANT.items() if word in words), "")
