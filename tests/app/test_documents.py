"""A document becomes an article: its text without markup, cleaned, in time that grows with its size alone."""

import time

import pytest

from app.imports.document import Document, article_from, media_type_of
from app.imports.failures import PermanentError
from app.imports.markup import text_of
from app.knowledge.articles import ArticleInput
from app.knowledge.text import clean

PAGE = """<!doctype html><html><head><title>Tea &amp;
 water</title><style>p { color: red }</style><script>alert("<p>no</p>")</script></head>
<body><!-- <p>not this</p> --><h1>Brewing</h1><p>Hot <b>wat</b>er, 3 &lt; 4<br>min.</p></body></html>"""
HOSTILE = ["<!", "<!--", "<a ", "<a b='", "</", "<", "<?", "<![", "<script>", "<script></", "<title>", "<b>"]


def article(content: bytes, content_type: str = "text/html; charset=utf-8") -> ArticleInput:
    return article_from(Document(content, content_type), "http://mirror.example/tea")


def test_html_is_stripped_to_its_text() -> None:
    made = article(PAGE.encode())
    assert made.title == "Tea & water"
    assert made.body == "Brewing\n\nHot water, 3 < 4\nmin."


def test_plain_text_keeps_its_lines_and_its_first_is_the_title() -> None:
    made = article(b"\r\nTea  leaves\r\n\x0c\r\n<b>not markup</b>\x00\r\n", "text/plain")
    assert (made.title, made.body) == ("Tea leaves", "Tea leaves\n\n<b>not markup</b>")


def test_what_has_no_words_is_named_by_its_url() -> None:
    assert article(b"<script>1</script>").title == "http://mirror.example/tea"


def test_a_long_title_is_cut_and_direction_overrides_are_removed() -> None:
    made = article(f"<title>{'t' * 300}\u202e</title><p>a\u202eb".encode())
    assert (len(made.title), made.body) == (200, "ab")


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        ("text/html", ("text/html", "utf-8")),
        ("TEXT/HTML; Charset=UTF8", ("text/html", "utf-8")),
        ('text/plain; charset="latin-1"', ("text/plain", "iso8859-1")),
        ("text/plain; charset=windows-1252; format=flowed", ("text/plain", "cp1252")),
    ],
)
def test_types_and_character_sets_of_text_are_taken(content_type: str, expected: tuple[str, str]) -> None:
    assert media_type_of(content_type) == expected


@pytest.mark.parametrize(
    "content_type",
    ["", "application/pdf", "application/json", "text/javascript", "text/html; charset=zlib",
     "text/html; charset=idna", "text/html; charset=utf-7", "text/plain; charset*=x''y"],
)  # fmt: skip
def test_other_types_and_codecs_are_refused(content_type: str) -> None:
    with pytest.raises(PermanentError, match="not"):
        media_type_of(content_type)


@pytest.mark.parametrize(
    "content", [b"x" * 100_001, b"&#" + b"9" * 5000, "a\u0301".encode() + b"\xcc\x81" * 40]
)
def test_a_text_that_is_no_article_fails_for_good(content: bytes) -> None:
    with pytest.raises(PermanentError, match="its text is no article"):
        article(content)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_page_takes_no_longer_than_its_size(piece: str) -> None:
    began = time.process_time()
    text_of((piece * 200_000)[:200_000])
    assert (
        time.process_time() - began < 1.0
    )  # 0.2 s on a slow core; minutes with the standard library's parser


def test_a_tower_of_combining_marks_is_refused_before_it_is_sorted() -> None:
    began = time.process_time()
    with pytest.raises(ValueError, match="combining marks"):
        clean("a" + "\u0315\u0301" * 50_000)
    assert time.process_time() - began < 0.5  # 21 s, were it normalised first
    assert clean("e\u0301") == "é"
