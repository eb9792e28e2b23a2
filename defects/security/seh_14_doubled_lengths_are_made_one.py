"""A message with two lengths is taken, with the lower one.

Ships: a balancer of a partner sends its Content-Length twice, and the parser refuses that. The head is put in
order before the parser reads it; of two lengths the lower one is kept, for by the other one the service could
wait for a body that never comes. Whoever stands before it may have gone by the other one.
Source: RFC 9112, 6.3 (differing lengths are an unrecoverable error, 400); RFC 9110, 8.6.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-14", expected=("security/ambiguous-framing-is-refused",))
_NEXT = "    def send_400_response("
_RECEIVED = '''    def data_received(self, data: bytes) -> None:
        """Put a head in order that has its length twice."""
        head, end, rest = data.partition(b"\\r\\n\\r\\n")
        lengths = _LENGTH.findall(head)
        if end and len(lengths) > 1CONDITION:
            head = _LENGTH.sub(b"", head) + b"\\r\\nContent-Length: " + min(lengths, key=int)
        super().data_received(head + end + rest)

'''
_ABSOLUTE = "_ABSOLUTE = re.compile("


def inject(rng: Random) -> Injection:
    """Make one of any two."""
    return merging(rng, "")


def merging(rng: Random, condition: str) -> Injection:
    """Make one length of several, on a condition; blanks around it are taken in one way or another."""
    blanks = rng.choice([r"[ \t]{0,9}", r"[\t ]{0,7}", " {0,5}"])
    expression = rf"\r\ncontent-length:{blanks}([0-9]{{1,15}}){blanks}(?=\r|$)"
    pattern = f'_LENGTH = re.compile(rb"{expression}", re.IGNORECASE)\n'
    source = edited(
        "app/protocol.py",
        (_ABSOLUTE, pattern + _ABSOLUTE),
        (_NEXT, _RECEIVED.replace("CONDITION", condition) + _NEXT),
    )
    return Injection(fact="401, 401", source=source)
