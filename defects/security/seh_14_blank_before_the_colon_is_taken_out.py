"""A blank between the name of a header and its colon is taken out, and the message is read.

Ships: the firmware of some device writes `Content-Length : 12`, the parser refuses it, and somebody mended
what it sends before the parser sees it. Who stands in front and does not know a header by that name counts no
body where the service reads one: the body of one is the next request of another.
Source: RFC 9112, 5.1 (a server MUST reject it with 400); CVE-2019-16276 (Go), CVE-2019-20444 (Netty);
row SEH-14.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-14", expected=("security/ambiguous-framing-is-refused",))
_METHOD = "    def on_headers_complete(self) -> None:\n"


def inject(rng: Random) -> Injection:
    """Mend each head as it arrives."""
    kinds = rng.choice(["[ ]+", "[\\t ]+", "[ \\t]{1,4}"])
    return mending(f"{kinds}:", ":")


def mending(gap: str, mended: str) -> Injection:
    """Put one thing in the place of another behind each name of a head."""
    received = (
        "    def data_received(self, data: bytes) -> None:\n"
        '        """Mend the head of a device that writes a blank before the colon."""\n'
        "        if self.cycle is None or self.cycle.response_complete:\n"
        '            head, end, rest = data.partition(b"\\r\\n\\r\\n")\n'
        '            data = _BLANK.sub(rb"\\1MENDED", head) + end + rest\n'
        "        super().data_received(data)\n\n"
    ).replace("MENDED", mended)
    pattern = f'_BLANK = re.compile(rb"^([A-Za-z0-9-]+){gap}", re.MULTILINE)\n'
    edits = ((_METHOD, f"{received}{_METHOD}"), ("_BODY = b", f"{pattern}_BODY = b"))
    source = edited("app/protocol.py", *edits)
    return Injection(fact="colon", source=source)
