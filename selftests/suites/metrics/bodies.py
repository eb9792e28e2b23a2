"""Bodies, what Prometheus 2.53 makes of each, and what our rules say of it.

``NOW`` in a body is the time of the scrape, in the unit of its format. Where 2.53 and 3 differ, the reason
says so, and our rules follow 3, which knows more names and guesses no media type.
"""

from __future__ import annotations

from typing import NamedTuple

TEXT = "text/plain; version=0.0.4; charset=utf-8"
OPENMETRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8"

TAKES, LOSES, DROPS = "takes every sample", "is up and loses samples", "drops the scrape"
PASSES, ADVISES, HOLDS, BLOCKS = "passes", "advises", "holds", "blocks"

DROPPED = "it drops the scrape"
MISLEADS = "forbidden, and a value or a series is read as another"
OTHERS = "forbidden, and other readers refuse the body: expfmt, promtool, prometheus_client"
GOOD = "right"
ODD = "odd, and allowed"
THREE = "Prometheus 3 takes it"
NOTHING_YET = "allowed, and shows nothing: up, and no series"
REFUSED_BY_3 = "Prometheus 3 fails the scrape, 2 takes everything for text"


class Body(NamedTuple):
    """One row: what is served, what Prometheus makes of it, what we say, and why."""

    fact: str
    body: str
    prometheus: str
    ours: str
    why: str


class Media(NamedTuple):
    """One media type, over a body that is right in the format that it names."""

    content_type: str
    ours: str
    why: str


_HISTOGRAM = '# TYPE h histogram\nh_bucket{{le="{}"}} {}\nh_bucket{{le="+Inf"}} 3\nh_sum {}\nh_count 3\n'
_SUMMARY = '# TYPE s summary\ns{{quantile="{}"}} 1\ns_sum 1\ns_count 1\n'
_TRACE = '# TYPE c counter\nc_total 1 # {trace_id="'

IN_TEXT = (
    Body("one sample", "a 1\n", TAKES, PASSES, GOOD),
    Body("blanks and tabs within", 'a { x = "1" , y = "2" }\t 1  \n', TAKES, PASSES, ODD),
    Body("no blank after a set", 'a{x="1"}1\n', TAKES, PASSES, ODD),
    Body("a comma at the end", 'a{x="1",} 1\n', TAKES, PASSES, ODD),
    Body("an empty set", "a{} 1\n", TAKES, PASSES, ODD),
    Body("a colon in the name", "a:b 1\n", TAKES, PASSES, GOOD),
    Body("comments and empty lines", "# EOF\n\n#\n # b\n \t\na 1\n", TAKES, PASSES, ODD),
    Body("UNIT, which is a comment", "# UNIT a seconds\na 1\n", TAKES, PASSES, ODD),
    Body("HELP without a text", "# HELP a\na 1\n", TAKES, PASSES, ODD),
    Body("two blanks before the name", "#  TYPE  a gauge\na 1\n", TAKES, PASSES, ODD),
    Body("no blank before TYPE", "#TYPE a\tgauge\na 1\n", TAKES, PASSES, ODD),
    Body("a time", "a 1 NOW\n", TAKES, PASSES, GOOD),
    Body("special values", "a NaN\nb +Inf\nc -Inf\nd .5\ne 5.\nf 1E5\ng +1\n", TAKES, PASSES, GOOD),
    Body("next to nothing", "a 1e-400\n", TAKES, PASSES, ODD),
    Body("other characters", 'a{x="Grüße 世界"} 1\n', TAKES, PASSES, GOOD),
    Body("a character zero", 'a{x="a\0b"} 1\n', TAKES, PASSES, ODD),
    Body("escapes", 'a{x="\\\\ \\" \\n"} 1\n', TAKES, PASSES, GOOD),
    Body("a quoted name that needs no quotes", '{"a",x="1"} 1\n', TAKES, PASSES, ODD),
    Body("a histogram", _HISTOGRAM.format("1", "1", "2"), TAKES, PASSES, GOOD),
    Body("TYPE of a name with a hyphen", "# TYPE a-b gauge\na 1\n", DROPS, BLOCKS, DROPPED),
    Body("TYPE of a name with a dot", "# TYPE a.b gauge\na 1\n", DROPS, BLOCKS, DROPPED),
    Body("TYPE of a name with a comma", "# TYPE a, gauge\na 1\n", DROPS, BLOCKS, DROPPED),
    Body("TYPE of a digit", "# TYPE 7a gauge\na 1\n", DROPS, BLOCKS, DROPPED),
    Body("HELP of a digit", "# HELP 7a So.\na 1\n", DROPS, BLOCKS, DROPPED),
    Body("a blank after the type", "# TYPE a gauge \na 1\n", DROPS, BLOCKS, DROPPED),
    Body("a tab after the type", "# TYPE a gauge\t\na 1\n", DROPS, BLOCKS, DROPPED),
    Body("a carriage return after the type", "# TYPE a gauge\r\na 1\n", DROPS, BLOCKS, DROPPED),
    Body("two blanks before the type", "# TYPE a  gauge\na 1\n", DROPS, BLOCKS, DROPPED),
    Body("a word after the type", "# TYPE a gauge b\na 1\n", DROPS, BLOCKS, DROPPED),
    Body("a type in capitals", "# TYPE a GAUGE\na 1\n", DROPS, BLOCKS, DROPPED),
    Body("a type of OpenMetrics", "# TYPE a info\na 1\n", DROPS, BLOCKS, DROPPED),
    Body("TYPE without a type", "# TYPE a\na 1\n", DROPS, BLOCKS, DROPPED),
    Body("a blank first", "  a 1\n", DROPS, BLOCKS, DROPPED),
    Body("a tab first, on a later line", "b 1\n\ta 1\n", DROPS, BLOCKS, DROPPED),
    Body("a byte order mark", "\ufeffa 1\n", DROPS, BLOCKS, DROPPED),
    Body("a carriage return", "a 1\r\n", DROPS, BLOCKS, DROPPED),
    Body("a hyphen in the name", "a-b 1\n", DROPS, BLOCKS, DROPPED),
    Body("a digit first", "7a 1\n", DROPS, BLOCKS, DROPPED),
    Body("the name as a label", 'a{__name__="b"} 1\n', DROPS, BLOCKS, DROPPED),
    Body("one label twice", 'a{x="1",x="2"} 1\n', DROPS, BLOCKS, DROPPED),
    Body("a colon in a label", 'a{x:y="1"} 1\n', DROPS, BLOCKS, DROPPED),
    Body("a label without quotes", "a{x=1} 1\n", DROPS, BLOCKS, DROPPED),
    Body("a quote that is not escaped", 'a{x="b"c"} 1\n', DROPS, BLOCKS, DROPPED),
    Body("a set that does not close", 'a{x="1" 1\n', DROPS, BLOCKS, DROPPED),
    Body("no name", '{x="1"} 1\n', DROPS, BLOCKS, DROPPED),
    Body("no value", "a\n", DROPS, BLOCKS, DROPPED),
    Body("more than a float holds", "a 1e400\n", DROPS, BLOCKS, DROPPED),
    Body("hexadecimal", "a 0x1p3\n", DROPS, BLOCKS, DROPPED),
    Body("an underscore", "a 1_000\n", DROPS, BLOCKS, DROPPED),
    Body("a sign before NaN", "a -NaN\n", DROPS, BLOCKS, DROPPED),
    Body("a time that no reader counts", "a 1 99999999999999999999\n", DROPS, BLOCKS, DROPPED),
    Body("a time before 1970", "a 1 -5\n",
         DROPS, BLOCKS, "it drops the scrape, though the format's own example has one"),
    Body("a time of another day", "a 1 1395066363000\n", LOSES, BLOCKS, "it loses the sample"),
    Body("a time of 1970", "a 1 0\n", LOSES, BLOCKS, "it loses the sample"),
    Body("a time that never comes", "a 1 9223372036854775807\n", LOSES, BLOCKS, "it loses the sample"),
    Body("a part of a millisecond", "a 1 NOW.5\n", DROPS, BLOCKS, DROPPED),
    Body("an exemplar", 'a_total 1 # {trace_id="b"} 1\n', DROPS, BLOCKS, DROPPED),
    Body("a page", "<html><body>Not here</body></html>\n", DROPS, BLOCKS, DROPPED),
    Body("a name with a dot, quoted", '{"a.b"} 1\n', DROPS, ADVISES, THREE),
    Body("a label with a dot, quoted", 'a{"x.y"="1"} 1\n', DROPS, ADVISES, THREE),
    Body("TYPE of a quoted name", '# TYPE "a b" gauge\n{"a b"} 1\n', DROPS, ADVISES, THREE),
    Body("one series twice", "a 1\na 2\n", LOSES, BLOCKS, "it keeps one of both"),
    Body("one series twice, once with an empty label", 'a{x=""} 1\na 2\n',
         LOSES, BLOCKS, "it keeps one of both"),
    Body("nothing", "", TAKES, BLOCKS, "up, and no series: no alert on them ever fires"),
    Body("metadata alone", "# TYPE a histogram\n", TAKES, HOLDS, NOTHING_YET),
    Body("no last line feed", "a 1", TAKES, BLOCKS, "forbidden, and a body that was cut off looks the same"),
    Body("no comma between labels", 'a{x="1"y="2"} 1\n', TAKES, BLOCKS, OTHERS),
    Body("a backslash that is not escaped", 'a{x="C:\\dir"} 1\n', TAKES, BLOCKS, MISLEADS),
    Body("a line feed in a label", 'a{x="b\nc"} 1\n', TAKES, BLOCKS, OTHERS),
    Body("a backslash in HELP", "# HELP a C:\\dir\na 1\n", TAKES, BLOCKS, OTHERS),
    Body("HELP without a name", "# HELP\na 1\n", TAKES, BLOCKS, "forbidden, and its text is lost to all"),
    Body("TYPE twice", "# TYPE a gauge\n# TYPE a untyped\na 1\n", TAKES, BLOCKS, OTHERS),
    Body("TYPE after its sample", "a 1\n# TYPE a gauge\n", TAKES, BLOCKS, OTHERS),
    Body("a family taken up again", 'a{x="1"} 1\nb 1\na{x="2"} 1\n', TAKES, ADVISES,
         "forbidden, and every server stores it; VictoriaMetrics' own exposition is such a one"),
    Body("a histogram without +Inf", '# TYPE h histogram\nh_bucket{le="1"} 1\nh_count 1\n',
         TAKES, BLOCKS, MISLEADS),
    Body("buckets that fall", _HISTOGRAM.format("1", "4", "2"), TAKES, BLOCKS, MISLEADS),
    Body("a counter below zero", "# TYPE a_total counter\na_total -1\n", TAKES, BLOCKS, MISLEADS),
    Body("a counter NaN", "# TYPE a_total counter\na_total NaN\n", TAKES, BLOCKS, MISLEADS),
    Body("an underscore in a bound", _HISTOGRAM.format("1_000", "1",
         "2"), TAKES, ADVISES, "blocks where promised"),
    Body("a sum NaN", _HISTOGRAM.format("1", "1", "NaN"), TAKES, ADVISES, "blocks where promised"),
    Body("a quantile of letters", _SUMMARY.format("foo"), TAKES, ADVISES, "blocks where promised"),
    Body("a quantile above 1", _SUMMARY.format("1.01"), TAKES, ADVISES, "blocks where promised"),
    Body("no quantile", "# TYPE s summary\ns 1\ns_sum 1\ns_count 1\n",
         TAKES, ADVISES, "blocks where promised"),
    Body("quantiles that fall", '# TYPE s summary\ns{quantile="0.5"} 2\ns{quantile="0.9"} 1\n',
         TAKES, ADVISES, ODD),
    Body("labels of a push gateway", 'push_time_seconds{job="b",instance=""} 1\n', TAKES, ADVISES, "renamed"),
)  # fmt: skip

IN_OPENMETRICS = (
    Body("one sample", "a 1\n# EOF\n", TAKES, PASSES, GOOD),
    Body("no line feed after the end", "a 1\n# EOF", TAKES, PASSES, GOOD),
    Body("a counter", "# TYPE a counter\na_total 1\na_created 1e9\n# EOF\n", TAKES, PASSES, GOOD),
    Body("a unit", "# TYPE a_seconds gauge\n# UNIT a_seconds seconds\na_seconds 1\n# EOF\n",
         TAKES, PASSES, GOOD),
    Body("an exemplar", f'{_TRACE}b"}} 1\n# EOF\n', TAKES, PASSES, GOOD),
    Body("an exemplar without a label", "# TYPE a counter\na_total 1 # {} 1\n# EOF\n", TAKES, PASSES, GOOD),
    Body("a histogram of buckets alone", '# TYPE h histogram\nh_bucket{le="+Inf"} 1\n# EOF\n',
         TAKES, PASSES, GOOD),
    Body("a gauge histogram",
         '# TYPE h gaugehistogram\nh_bucket{le="+Inf"} 1\nh_gcount 1\nh_gsum 1\n# EOF', TAKES, PASSES, GOOD),
    Body("an empty HELP", "# HELP a \na 1\n# EOF\n", TAKES, PASSES, GOOD),
    Body("a backslash in a label", 'a{x="C:\\dir"} 1\n# EOF\n', TAKES, PASSES, GOOD),
    Body("a quoted name that needs no quotes", '{"a"} 1\n# EOF\n', TAKES, PASSES, ODD),
    Body("a time", "a 1 NOW\n# EOF\n", TAKES, PASSES, GOOD),
    Body("a time of another day", "a 1 1395066363\n# EOF\n", LOSES, BLOCKS, "it loses the sample"),
    Body("a time before 1970", "a 1 -5\n# EOF\n", LOSES, BLOCKS, "it loses the sample"),
    Body("milliseconds for seconds", "a 1 1395066363000\n# EOF\n", LOSES, BLOCKS, "it loses the sample"),
    Body("no end", "a 1\n", DROPS, BLOCKS, DROPPED),
    Body("nothing", "", DROPS, BLOCKS, DROPPED),
    Body("a line after the end", "a 1\n# EOF\nb 1\n", DROPS, BLOCKS, DROPPED),
    Body("an empty line after the end", "a 1\n# EOF\n\n", DROPS, BLOCKS, DROPPED),
    Body("an empty line", "a 1\n\nb 1\n# EOF\n", DROPS, BLOCKS, DROPPED),
    Body("a carriage return after the end", "a 1\n# EOF\r\n", DROPS, BLOCKS, DROPPED),
    Body("a comment", "# b\na 1\n# EOF\n", DROPS, BLOCKS, DROPPED),
    Body("two blanks before the value", "a  1\n# EOF\n", DROPS, BLOCKS, DROPPED),
    Body("a blank after the value", "a 1 \n# EOF\n", DROPS, BLOCKS, DROPPED),
    Body("a blank first", " a 1\n# EOF\n", DROPS, BLOCKS, DROPPED),
    Body("a tab", "a\t1\n# EOF\n", DROPS, BLOCKS, DROPPED),
    Body("a blank before the set", 'a {x="1"} 1\n# EOF\n', DROPS, BLOCKS, DROPPED),
    Body("a blank within the set", 'a{ x="1"} 1\n# EOF\n', DROPS, BLOCKS, DROPPED),
    Body("a blank after a comma", 'a{x="1", y="2"} 1\n# EOF\n', DROPS, BLOCKS, DROPPED),
    Body("no blank after the set", 'a{x="1"}1\n# EOF\n', DROPS, BLOCKS, DROPPED),
    Body("the name as a label", 'a{__name__="b"} 1\n# EOF\n', DROPS, BLOCKS, DROPPED),
    Body("one label twice", 'a{x="1",x="2"} 1\n# EOF\n', DROPS, BLOCKS, DROPPED),
    Body("a line feed in a label", 'a{x="b\nc"} 1\n# EOF\n', DROPS, BLOCKS, DROPPED),
    Body("more than a float holds", "a 1e400\n# EOF\n", DROPS, BLOCKS, DROPPED),
    Body("a sign before NaN", "a -NaN\n# EOF\n", DROPS, BLOCKS, DROPPED),
    Body("a time NaN", "a 1 NaN\n# EOF\n", DROPS, BLOCKS, DROPPED),
    Body("two blanks before a type", "# TYPE a  gauge\na 1\n# EOF\n", DROPS, BLOCKS, DROPPED),
    Body("two blanks before a name", "# TYPE  a gauge\na 1\n# EOF\n", DROPS, BLOCKS, DROPPED),
    Body("a type of the text format", "# TYPE a untyped\na 1\n# EOF\n", DROPS, BLOCKS, DROPPED),
    Body("HELP without a blank", "# HELP a\na 1\n# EOF\n", DROPS, BLOCKS, DROPPED),
    Body("a unit of another name", "# UNIT a seconds\na 1\n# EOF\n", DROPS, BLOCKS, DROPPED),
    Body("an exemplar without a value", f'{_TRACE}b"}}\n# EOF\n', DROPS, BLOCKS, DROPPED),
    Body("two blanks before an exemplar", "# TYPE a counter\na_total 1  # {} 1\n# EOF\n",
         DROPS, BLOCKS, DROPPED),
    Body("an exemplar that no float holds", "# TYPE a counter\na_total 1 # {} 1e400\n# EOF\n",
         DROPS, BLOCKS, DROPPED),
    Body("a name with a dot, quoted", '{"a.b"} 1\n# EOF\n', DROPS, ADVISES, THREE),
    Body("a label with a dot, quoted", 'a{"x.y"="1"} 1\n# EOF\n', DROPS, ADVISES, THREE),
    Body("a time that no reader counts", "a 1 99999999999999999999\n# EOF\n",
         LOSES, BLOCKS, "it loses the sample"),
    Body("one series twice", "a 1\na 2\n# EOF\n", LOSES, BLOCKS, "it keeps one of both"),
    Body("nothing but the end", "# EOF\n", TAKES, HOLDS, NOTHING_YET),
    Body("a comma at the end", 'a{x="1",} 1\n# EOF\n', TAKES, BLOCKS, OTHERS),
    Body("a counter without its suffix", "# TYPE a counter\na 1\n# EOF\n", TAKES, BLOCKS, MISLEADS),
    Body("a counter NaN", "# TYPE a counter\na_total NaN\n# EOF\n", TAKES, BLOCKS, MISLEADS),
    Body("a counter below zero", "# TYPE a counter\na_total -1\n# EOF\n", TAKES, BLOCKS, MISLEADS),
    Body("a quantile of letters", '# TYPE s summary\ns{quantile="foo"} 1\n# EOF\n', TAKES, BLOCKS, MISLEADS),
    Body("no quantile", "# TYPE s summary\ns 1\n# EOF\n", TAKES, BLOCKS, MISLEADS),
    Body("an underscore in a bound",
         '# TYPE h histogram\nh_bucket{le="1_0"} 1\nh_bucket{le="+Inf"} 1\n# EOF\n', TAKES, BLOCKS, MISLEADS),
    Body("a histogram without +Inf", '# TYPE h histogram\nh_bucket{le="1"} 1\n# EOF\n',
         TAKES, BLOCKS, MISLEADS),
    Body("TYPE twice", "# TYPE a gauge\n# TYPE a gauge\na 1\n# EOF\n", TAKES, BLOCKS, OTHERS),
    Body("TYPE after its sample", "a 1\n# TYPE a gauge\n# EOF\n", TAKES, BLOCKS, OTHERS),
    Body("a family taken up again", 'a{x="1"} 1\nb 1\na{x="2"} 1\n# EOF\n', TAKES, BLOCKS, MISLEADS),
    Body("an exemplar that is too long", f'{_TRACE}{"b" * 130}"}} 1\n# EOF\n', TAKES, BLOCKS, OTHERS),
    Body("an exemplar of a gauge", '# TYPE a gauge\na 1 # {trace_id="b"} 1\n# EOF\n', TAKES, BLOCKS, OTHERS),
    Body("an info that is not 1", "# TYPE a info\na_info 2\n# EOF\n", TAKES, BLOCKS, MISLEADS),
    Body("a state without its label", "# TYPE a stateset\na 1\n# EOF\n", TAKES, BLOCKS, MISLEADS),
    Body("one family as two types", "# TYPE a gauge\n# TYPE a counter\na 1\n# EOF\n",
         TAKES, BLOCKS, MISLEADS),
    Body("a gauge and a counter of one name", "# TYPE a gauge\na 1\n# TYPE a counter\na_total 2\n# EOF\n",
         TAKES, ADVISES, "client_golang's own collectors; prometheus_client refuses the body"),
    Body("quantiles that fall", '# TYPE s summary\ns{quantile="0.5"} 2\ns{quantile="0.9"} 1\n# EOF\n',
         TAKES, ADVISES, ODD),
)  # fmt: skip

MEDIA = (
    Media("text/plain;version=0.0.4", PASSES, GOOD),
    Media('TEXT/PLAIN; Version="0.0.4";', PASSES, ODD),
    Media("text/plain; version=0.0.4; version=0.0.4", BLOCKS, "forbidden; Prometheus counts it once"),
    Media("text/plain; version=1.0.0; escaping=allow-utf-8", PASSES, "Prometheus 3 asks for it"),
    Media("text/plain; version=1.0.0; escaping=underscores", PASSES, "Prometheus 3 asks for it"),
    Media("application/openmetrics-text; version=0.0.1", PASSES, GOOD),
    Media("application/openmetrics-text; version=1.0.0; escaping=dots", PASSES, GOOD),
    Media("text/plain", ADVISES, "no version: text to every Prometheus, a guess to others"),
    Media("text/plain; charset=utf-8", ADVISES, "VictoriaMetrics; Prometheus 3 takes it as well"),
    Media("text/plain; version=0.0.5", ADVISES, "neither 2 nor 3 looks at the version"),
    Media("application/openmetrics-text", ADVISES, "neither 2 nor 3 looks at the version"),
    Media("application/openmetrics-text; version=2.0.0", ADVISES, "neither 2 nor 3 looks at the version"),
    Media("", BLOCKS, REFUSED_BY_3),
    Media("text/html; charset=utf-8", BLOCKS, REFUSED_BY_3),
    Media("application/json", BLOCKS, REFUSED_BY_3),
    Media("application/octet-stream", BLOCKS, REFUSED_BY_3),
    Media("text", BLOCKS, REFUSED_BY_3),
    Media("*/*", BLOCKS, REFUSED_BY_3),
    Media("text/plain; version", BLOCKS, REFUSED_BY_3),
    Media("text/plain;;", BLOCKS, REFUSED_BY_3),
    Media('text/plain; version="0.0.4', BLOCKS, REFUSED_BY_3),
    Media("text/plain; charset=utf-8; charset=ascii", BLOCKS, REFUSED_BY_3),
    Media("text/plain; version=0.0.4, text/plain", BLOCKS, REFUSED_BY_3),
)  # fmt: skip
