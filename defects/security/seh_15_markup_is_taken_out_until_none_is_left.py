"""Markup is taken out of an article until none is left: brackets within brackets take for ever.

Ships: one pass left `<b>` of `<<b>script>`, as every list of such tricks shows, so the passes are repeated as
long as one finds something. Each takes the innermost pair alone; a body of some ten thousand brackets takes
as many passes over all of it, in which the process does nothing else.
Source: CWE-407; Django, CVE-2024-45230 and CVE-2025-32873 (`strip_tags`, many nested incomplete tags); row
SEH-15.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-15", expected=("security/no-input-holds-up-the-next-client",))
_ONE_LINE = "def one_line(text: str) -> str:\n"
_LONGEST = "LONGEST_RUN = 30\n"
_BODY = "Body = Annotated[str, Field(max_length=MAX_BODY), AfterValidator(clean)]\n"
_IMPORTED = "from app.knowledge.text import clean, one_line\n"
_PASSES = """    while (fewer := _MARKUP.sub("", text)) != text:
        text = fewer
    return text
"""


def inject(rng: Random) -> Injection:
    """Repeat the passes."""
    return stripping(rng, _PASSES)


def stripping(rng: Random, passes: str) -> Injection:
    """Take markup out of bodies before they are looked at; ``passes`` is how."""
    name = rng.choice(["unmarked", "without_markup", "plain"])
    pattern = rng.choice([r"<[^<>\n]*>", r"<[^<>]+>|<>"])
    function = f'''def {name}(text: str) -> str:
    """Return the text without what a browser would take for markup."""
{passes}

'''
    body = f"""Body = Annotated[
    str, Field(max_length=MAX_BODY), AfterValidator({name}), AfterValidator(clean)
]
"""
    return Injection(
        fact="/articles",
        source=edited(
            "app/knowledge/text.py",
            (_LONGEST, f'_MARKUP = re.compile(r"{pattern}")\n{_LONGEST}'),
            (_ONE_LINE, function + _ONE_LINE),
        )
        | edited(
            "app/knowledge/articles.py",
            (_IMPORTED, f"from app.knowledge.text import {', '.join(sorted(['clean', 'one_line', name]))}\n"),
            (_BODY, body),
        ),
    )
