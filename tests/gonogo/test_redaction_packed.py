"""A secret is found where it was packed, in other sets of letters, and in the name of a host."""

import base64
import gzip
import time
import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gonogo.core.redaction.redactor import Redactor
from tests.gonogo.encodings import PACKED, split
from tests.gonogo.test_redaction import DIGITS, ODD, drawn, quiet, redacted

few = settings(quiet, max_examples=15)


@few
@example(ODD, "gzip of JSON", 3)
@given(drawn, st.sampled_from(sorted(PACKED)), st.integers(1, 60))
def test_a_secret_that_is_packed_is_found_over_two_lines_as_well(secret: str, form: str, at: int) -> None:
    printed = PACKED[form](secret)
    redactor = Redactor({"KEY": secret})
    for text in (printed, split(printed, at), f"2026 web-1: {printed}\nnext", f"said\n{printed}"):
        seen = redactor.text(text)
        assert "[redacted:KEY]" in seen, (text, seen)
        assert len(seen) < len("2026 web-1: q=[redacted:KEY]\nnext") + 8, (text, seen)
        assert redactor.text(seen) == seen


@pytest.mark.parametrize("form", sorted(PACKED))
def test_what_a_cut_left_of_a_packed_secret_is_found(form: str) -> None:
    printed = PACKED[form](DIGITS)
    seen = redacted(DIGITS, f"said: {printed[: len(printed) - len(printed) // 8]}")
    assert seen.startswith("said: ")
    assert seen.endswith("[redacted:KEY]")


def test_what_unpacks_to_more_than_anybody_looks_through_is_taken_out_in_no_time_to_speak_of() -> None:
    bomb = base64.b64encode(gzip.compress(b"x" * 50_000_000 + DIGITS.encode())).decode()
    began = time.process_time()
    assert redacted(DIGITS, f"a {bomb} b") == "a [redacted] b"
    assert redacted(DIGITS, "eJw" * 200_000)
    assert redacted(DIGITS, "H4sIAAAAAAAA " * 20_000)
    assert time.process_time() - began < 4


LEGACY = "pä55wörd-9ß€uro"


@pytest.mark.parametrize(
    "printed",
    [
        LEGACY.encode("cp1252").decode("latin-1"),
        LEGACY.encode("iso8859-15").decode("latin-1"),
        LEGACY.encode().decode("cp1252", "replace"),
        LEGACY.encode("cp1252").decode("utf-8", "replace"),
        LEGACY.encode().decode("ascii", "replace"),
        LEGACY.encode("ascii", "replace").decode(),
        LEGACY.encode("ascii", "ignore").decode(),
        repr(LEGACY.encode("cp1252"))[2:-1],
        "".join(f"%{byte:02X}" for byte in LEGACY.encode("cp1252")),
        base64.b64encode(LEGACY.encode("cp1252")).decode().rstrip("="),
        LEGACY.encode("iso8859-15").hex(),
        unicodedata.normalize("NFD", LEGACY),
        base64.b64encode(unicodedata.normalize("NFD", LEGACY).encode()).decode().rstrip("="),
    ],
)
def test_letters_beyond_ascii_are_found_as_other_programs_have_them(printed: str) -> None:
    seen = redacted(LEGACY, f"before {printed} after")
    assert seen in ("before [redacted:KEY] after", f"before [redacted:KEY]{printed[-1]} after")


@few
@given(
    st.text(st.characters(codec="cp1252", categories=["L", "N", "P"]), min_size=10, max_size=24), st.data()
)
def test_bytes_of_western_europe_are_found(secret: str, data: st.DataObject) -> None:
    assume(len(set(secret)) >= 6)
    raw = secret.encode("cp1252")
    forms = [raw.decode("latin-1"), repr(raw), raw.hex(), base64.b85encode(raw).decode()]
    assert "[redacted:KEY]" in redacted(secret, f"said: {data.draw(st.sampled_from(forms))}")


@pytest.mark.parametrize(
    ("secret", "host"),
    [
        ("tökén-9f3a77", "tökén-9f3a77.example.com"),
        ("tökén-9f3a77", "api-tökén-9f3a77-eu.example.com"),
        ("TÖKÉN-9F3A77", "tökén-9f3a77.example.com"),
        ("https://tökén-9f3a77.example.com/hook", "tökén-9f3a77.example.com"),
        ("秘密の合言葉です", "秘密の合言葉です.example.com"),
    ],
)
def test_a_host_name_is_read_as_people_read_it(secret: str, host: str) -> None:
    printed = f"https://{host.encode('idna').decode()}/hook"
    seen = redacted(secret, f"asked {printed} twice")
    assert "xn--" not in seen
    assert "[redacted:KEY]" in seen
    assert seen.startswith("asked ")
    assert seen.endswith(" twice")


@pytest.mark.parametrize("name", ["xn--bcher-kva.example", "xn--", "xn--99999999999", "xn--a-" + "9" * 50])
def test_other_host_names_stay(name: str) -> None:
    assert redacted("tökén-9f3a77", f"https://{name}/") == f"https://{name}/"
