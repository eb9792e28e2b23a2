"""What OpenMetrics allows, a body for each fact of its test data for parsers, without their last line."""

from tests.suites.metrics.openmetrics_forbidden import INF, LONG, C, G, H, S

GOOD = {
    "a counter": f"{C}# HELP wait It is.\nwait_total 1",
    "a counter beyond 63 bits": f"{C}wait_total 9223372036854775808",
    "a gauge": "# TYPE depth gauge\n# HELP depth It is.\ndepth 1",
    "a gauge with a part": "# TYPE depth gauge\ndepth 1.2",
    "zeros before a whole number": "# TYPE depth gauge\ndepth 0000000000000000000000000000000000001",
    "zeros before a part": "# TYPE depth gauge\ndepth 00000000000000000000000000000000001.2e-1",
    "a gauge NaN": "# TYPE depth gauge\ndepth NaN",
    "a unit": "# TYPE depth_meters gauge\n# UNIT depth_meters meters\ndepth_meters 1",
    "a summary": f"{S}wait_count 1\nwait_sum 2",
    "quantiles": f'{S}wait_count 1\nwait_sum 2\nwait{{quantile="0.5"}} 0.7\nwait{{quantile="1"}} 0.8',
    "a histogram": f'{H}wait_bucket{{le="1.0"}} 0\n{INF}3\nwait_count 3\nwait_sum 2',
    "a histogram with parts of zero":
    f'{H}wait_bucket{{le="1.0"}} 0.0\n{INF}3.0\nwait_count 3.0\nwait_sum 2.0',
    "bounds in any spelling":
    f'{H}wait_bucket{{le="0"}} 0\nwait_bucket{{le="1e-04"}} 0\nwait_bucket{{le="1.1e-2"}} 0\n'
    f'wait_bucket{{le="1"}} 0\nwait_bucket{{le="1e+05"}} 0\n{INF}3\nwait_count 3\nwait_sum 2',
    "a bound below 0, and neither sum nor count":
    f'{H}wait_bucket{{le="-1.0"}} 0\nwait_bucket{{le="1.0"}} 1\n{INF}3',
    "a histogram of buckets alone": f'{H}wait_bucket{{le="1.0"}} 1\n{INF}3',
    "exemplars of buckets":
    f'{H}wait_bucket{{le="1.0"}} 0 # {{trace="a"}} 0.5\n{INF}3 # {{key="{LONG}"}} 4 123',
    "a gauge histogram": f'{G}wait_bucket{{le="1.0"}} 0\n{INF}3\nwait_gcount 3\nwait_gsum 2',
    "a gauge histogram below 0": f'{G}wait_bucket{{le="-1.0"}} 1\n{INF}3\nwait_gcount 3\nwait_gsum -5',
    "exemplars and times of a gauge histogram": f'{G}wait_bucket{{le="1.0"}} 0 123 # {{trace="a"}} 0.5\n'
    f'{INF}3 123 # {{trace="b"}} 4 123',
    "an exemplar of a counter": f'{C}wait_total 0 123 # {{trace="a"}} 0.5',
    "an exemplar after an empty set": f'{C}wait_total{{}} 0 123 # {{trace="a"}} 0.5',
    "an exemplar without a label": f"{C}wait_total 1 # {{}} 1",
    "an info": '# TYPE build info\nbuild_info{of="a"} 1',
    "an info at two times": '# TYPE build info\nbuild_info{of="a"} 1 1\nbuild_info{of="b"} 1 0',
    "a stateset": '# TYPE door stateset\ndoor{door="shut"} 0\ndoor{door="open"} 1.0',
    "one series at times that rise": '# TYPE depth gauge\ndepth{of="a"} 1 5\ndepth{of="a"} 2 6.5',
    "one series at times less than a millisecond apart":
    "# TYPE depth gauge\ndepth 1 0\ndepth 2 0.0000000001",
    "no metadata": "depth 1",
    "an empty HELP and UNIT": "# HELP depth \n# UNIT depth \ndepth 1",
    "an unknown": '# TYPE depth unknown\ndepth{instance="a",port="80"} 1\ndepth{instance="b",port="80"} 1',
    "HELP before TYPE": "# HELP wait It is.\n# TYPE wait counter\nwait_total 1",
    "braces in a label": f'{C}wait_total{{of="a",at="b{{c}}d"}} 1',
    "an empty HELP": f"{C}# HELP wait \nwait_total 1",
    "both infinities": '# TYPE depth gauge\ndepth{of="a"} +Inf\ndepth{of="b"} -Inf',
    "an empty set": f"{C}wait_total{{}} 1",
    "NaN of an unknown": "depth NaN",
    "a label without a text": f'{C}wait_total{{of="a"}} 1\nwait_total{{of=""}} 2',
    "escapes": f'{C}wait_total{{of="a\\\\b\\"c\\nd"}} 1',
    "a backslash before any other letter": f'{C}wait_total{{of="C:\\dir\\z"}} 1',
    "escapes in HELP": '# HELP depth One \\\\ \\n \\" \\t C:\\dir\ndepth 1',
    "a character zero in HELP": "# HELP depth It\0is.\ndepth 1",
    "times in any spelling":
    'depth{of="a"} 1 000\ndepth{of="b"} 1 0.0\ndepth{of="c"} 1 1.1\ndepth{of="d"} 1 1.5e3',
    "a hash in a label": f'{C}wait_total{{of="a # b"}} 1\nwait_total{{of="}} a # "}} 1',
    "a hash in an exemplar": f'{H}wait_bucket{{le="+Inf",of="a # "}} 3 # {{trace="b",of="c # d"}} 4',
    "other characters in an exemplar": f'{C}wait_total 1 # {{trace="{"界" * 40}"}} 1',
    "when it began": f"{H}{INF}0\nwait_count 0\nwait_sum 0\nwait_created 1.52e9",
    "buckets of several metrics": f'{H}wait_bucket{{of="a",le="+Inf"}} 0\nwait_bucket{{of="b",le="+Inf"}} 0',
    "quoted names, as Prometheus 3 reads them":
    '# TYPE "queue.depth" gauge\n{"queue.depth","of.what"="mail"} 1',
}  # fmt: skip
