"""A secret is found in another letter case, in dumps of bytes and behind what a log says of each line."""

import base64
import time
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gonogo.core.redaction.redactor import Redactor
from tests.gonogo.encodings import DUMPS, dumped, split, words
from tests.gonogo.test_redaction import drawn, quiet, redacted

WORD = "Zk7mQpX2vR9tLw4s"
SECRETS = [WORD, "correct horse battery staple", "pässwört-grün-€9"]
few = settings(quiet, max_examples=15)
PREFIXES = [
    "web-1  | ",
    "web-1  | 2026-11-30T13:34:31Z INFO ",
    "2026-11-30T13:34:31.123Z ",
    "2026-11-30 13:34:31,123 ERROR ",
    "2026-11-30T13:34:31.1Z stdout P ",
    "Nov 30 13:34:31 host app[12]: ",
    "[pod/web-5d/web] ",
    "[2026-11-30 13:34:31 +0000] [12] [INFO] ",
    "INFO:root: ",
    "app.py:12: ",
    "> ",
]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    "cased",
    [
        str.lower,
        str.upper,
        str.swapcase,
        lambda s: "-".join(part.capitalize() for part in s.split("-")),
        lambda s: s.upper().replace("-", "_"),
    ],
    ids=["lower", "upper", "swapped", "a header", "CGI"],
)
def test_a_secret_in_another_letter_case_is_found(secret: str, cased: Callable[[str], str]) -> None:
    assert redacted(secret, f"X-{cased(secret)}: 1") == "X-[redacted:KEY]: 1"


@few
@given(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=12, max_size=24), st.data())
def test_a_secret_in_any_letter_case_is_found(secret: str, data: st.DataObject) -> None:
    assume(len(set(secret)) >= 6)
    upper = data.draw(st.integers(0, 2 ** len(secret) - 1))
    printed = "".join(c.upper() if upper >> at & 1 else c.lower() for at, c in enumerate(secret))
    assert redacted(secret, f"said: {printed}") == "said: [redacted:KEY]"


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("Password", "a password, PASSWORD"),
        ("Problem", "a problem"),
        ("Kp55wd", "kp55wd"),
        ("postgresql-9Secret", "PostgreSQL-12 did not start"),
        (WORD, "zk7m qpx2 is the name of a mug"),
    ],
)
def test_words_of_ours_in_another_letter_case_stay(secret: str, text: str) -> None:
    assert redacted(secret, text) == text


def test_places_are_kept_behind_letters_that_are_longer_in_lower_case() -> None:
    assert redacted(WORD, f"İİ ΑΣ {WORD.lower()} İ") == "İİ ΑΣ [redacted:KEY] İ"
    assert redacted("ΟΔΟΣ-Σοφίας-9", "οδος-σοφίας-9 οδοσ-ΣΟΦΊΑΣ-9") == "[redacted:KEY] [redacted:KEY]"


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("cut", [6, 9, 13])
def test_a_secret_over_two_lines_of_a_log_is_found(secret: str, prefix: str, cut: int) -> None:
    seen = redacted(secret, f"{prefix}said {secret[:cut]}\n{prefix}{secret[cut:]} and more\n{prefix}next")
    assert seen == f"{prefix}said [redacted:KEY] and more\n{prefix}next"


@pytest.mark.parametrize("prefix", [*PREFIXES, "host app: "])
@pytest.mark.parametrize("width", [10, 20, 76])
def test_base64_in_short_lines_of_a_log_is_found(prefix: str, width: int) -> None:
    digits = base64.b64encode(f"user:{WORD}:more".encode()).decode()
    lines = [digits[at : at + width] for at in range(0, len(digits), width)]
    seen = redacted(WORD, "\n".join(f"{prefix}{line}" for line in lines))
    assert seen.startswith(f"{prefix}{digits[:6]}")
    assert seen.count("[redacted:KEY]") == 1
    assert not any(digits[at : at + 8] in seen for at in range(8, len(digits) - 16))


@pytest.mark.parametrize("tail", ["R9tLw4s: denied", "R9tLw4s | x", "R9tLw4s"])
@pytest.mark.parametrize("prefix", ["web-1  | ", ""])
def test_the_end_of_a_secret_is_no_prefix(prefix: str, tail: str) -> None:
    seen = redacted(WORD, f"said Zk7mQpX2v\n{prefix}{tail}")
    assert seen == f"said [redacted:KEY]{tail.removeprefix('R9tLw4s')}"


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("before", ["", "GET /x ", "POST /login?a=b HTTP/1.1 "])
@pytest.mark.parametrize("prefix", ["", "web-1  | "])
@pytest.mark.parametrize("letters", [" |{}|", " >{}<", " {}"], ids=["hexdump -C", "od -t x1z", "xxd"])
def test_letters_beside_a_dump_are_found(secret: str, before: str, prefix: str, letters: str) -> None:
    def shown(line: bytes) -> list[str]:
        column = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in line)
        if letters == " {}":
            return [f"{line.hex(' ', -2):<39}", letters.format(column)]
        return ["", *(f"{byte:02x}" for byte in line), *["  "] * (16 - len(line)), letters.format(column)]

    text = dumped(f"{before}{secret}".encode(), shown, "08x").replace("\n", f"\n{prefix}")
    seen = redacted(secret, f"{prefix}{text}")
    assert "[redacted:KEY]" in seen
    rest = seen.replace("[redacted:KEY]", "")
    assert not any(secret[at : at + 8] in rest for at in range(len(secret) - 8))
    told = secret.encode().hex()
    assert not any(told[at : at + 16] in rest.replace(" ", "") for at in range(len(told) - 16))


@few
@given(st.binary(min_size=12, max_size=40), st.integers(0, 17))
def test_words_of_two_bytes_are_found_from_any_byte_on(raw: bytes, before: int) -> None:
    secret = base64.urlsafe_b64encode(raw).decode().rstrip("=")
    seen = redacted(secret, dumped(b"/" * before + secret.encode() + b"?", words, "07x"))
    assert "[redacted:KEY]" in seen
    assert len(seen) < 100 + 5 * before


@pytest.mark.parametrize(
    "text",
    [
        "a_b =?UTF-8?Q?nothing_to_hide?= =?UTF-8?Q?=C3=A4?= c",
        "cn=J\\20D,o=\\C3\\A4 \\bad \\fe",
        "[1, -2, 3,\n 4, 100, 101]",
        '{"0":1,"1":2,"2":3,"3":4}',
        "0000000 4547 2054 782f 5a20\n0000010 2073 6f6d\n",
        "web-1  | GET /x\nweb-1  | POST /y\n2026-11-30T13:34:31Z INFO done\n",
        "0000000   G   E   T\n",
    ],
)
@pytest.mark.parametrize("secret", SECRETS)
def test_what_is_read_alike_and_no_secret_stays(secret: str, text: str) -> None:
    assert redacted(secret, text) == text


@pytest.mark.parametrize(
    "piece",
    [
        *(
            " ",
            "\n",
            "\\2",
            "=?",
            "=?a?q?",
            "?= ",
            ",1",
            ", 1",
            '"1":',
            "0000000 ",
            "0000000  00 ",
            "a ",
            "> ",
            "[a] ",
        ),
        *(
            "\n ",
            "\n" + " " * 500,
            "\n0000000 00 ",
            "\nweb-1 ",
            "\n" + "a " * 90,
            "\n" + "> " * 90,
            "a.b/",
            "  |",
        ),
        *("\r\n", "\n" + "0" * 7, "12:12:12 ", "\n2026-11-30 ", "   G", "\n12:12:12 ", "\n[", "app[1]: "),
    ],
)
def test_no_text_takes_time_by_the_square_of_its_length(piece: str) -> None:
    redactor = Redactor({"KEY": WORD, "WORDS": SECRETS[1]})
    redactor.text("\nsome text\n")
    began = time.process_time()
    redactor.text(piece * (200_000 // len(piece)))
    assert time.process_time() - began < 4


@few
@given(
    drawn,
    st.sampled_from([form for form in DUMPS if "array" in form or "list" in form]),
    st.integers(1, 60),
)
def test_numbers_over_two_lines_are_found(secret: str, form: str, at: int) -> None:
    seen = redacted(secret, split(DUMPS[form](secret), at))
    assert "[redacted:KEY]" in seen
    assert redacted(secret, seen) == seen


@pytest.mark.parametrize("form", sorted(DUMPS))
@pytest.mark.parametrize("secret", SECRETS)
def test_dumps_of_secrets_of_every_kind_are_found(form: str, secret: str) -> None:
    seen = redacted(secret, f"before {DUMPS[form](secret)} after")
    assert "[redacted:KEY]" in seen
    assert len(seen) < len(f"before [redacted:KEY] after {'x' * 70}")
