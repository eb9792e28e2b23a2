import base64
import json
from urllib.parse import quote

import pytest

from gonogo.core.secrets import MissingSecretError, Redactor, Secrets

VALUE = 'p/w"d-0123456789'


@pytest.mark.parametrize(
    "text",
    [VALUE, quote(VALUE, safe=""), json.dumps({"k": VALUE}), base64.b64encode(VALUE.encode()).decode()],
)
def test_every_form_of_a_secret_is_taken_out(text: str) -> None:
    redacted = Redactor({"KEY": VALUE}).text(f"before {text} after")
    assert "[redacted:KEY]" in redacted
    assert VALUE not in redacted
    assert redacted.startswith("before ")


def test_a_secret_within_another_leaves_no_rest() -> None:
    assert Redactor({"A": "abcdef", "B": "abcdefghij"}).text("abcdefghij") == "[redacted:B]"


def test_generated_values_win_and_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEY", "from-the-user")
    one, two = Secrets.generate(["KEY"]), Secrets.generate(["KEY"])
    assert one.resolve("Bearer ${KEY}") != two.resolve("Bearer ${KEY}")
    assert Secrets().resolve("Bearer ${KEY}") == "Bearer from-the-user"


def test_a_missing_secret_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOWHERE", raising=False)
    with pytest.raises(MissingSecretError, match="set NOWHERE in the environment"):
        Secrets().resolve("${NOWHERE}")


def test_known_leaves_out_words_too_short_to_redact() -> None:
    assert Secrets({"A": "abc", "B": "abcdef"}).known(["${A} ${B}"]) == {"B": "abcdef"}
