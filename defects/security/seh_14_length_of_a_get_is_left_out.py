"""The length of a GET is left out before it is parsed, and its body is read as the next request.

Ships: a monitoring client stated a length with each GET and sent no body, so that its requests hung until
they timed out; a GET has none, so the field is taken out. A proxy that forwards the body of a GET, as it may,
sends one request, and the service answers two.
Source: PortSwigger, "Browser-Powered Desync Attacks" (CL.0), 2022; RFC 9110, 9.3.1; row SEH-14.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-14", expected=("security/ambiguous-framing-is-refused",))
_BEFORE = "    def on_headers_complete(self) -> None:\n"
_BODY = '_BODY = b\'{"type"'


def inject(rng: Random) -> Injection:
    """Take the length out of what has no body."""
    methods = rng.choice([b"GET", b"GET|HEAD", b"GET|HEAD|OPTIONS"]).decode()
    method = '''    def data_received(self, data: bytes) -> None:
        """Read a request without a body as one, whatever length it states."""
        if _BODILESS.match(data):
            head, end, rest = data.partition(b"\\r\\n\\r\\n")
            data = _LENGTH.sub(b"", head) + end + rest
        super().data_received(data)

'''
    patterns = f"""_BODILESS = re.compile(rb"(?:{methods}) ")
_LENGTH = re.compile(rb"\\r\\ncontent-length:[^\\r\\n]*", re.IGNORECASE)
"""
    changes = ((_BEFORE, method + _BEFORE), (_BODY, patterns + _BODY))
    return Injection(fact="GET", source=edited("app/protocol.py", *changes))
