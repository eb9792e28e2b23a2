import pytest

from gonogo.targets.collections import collections_in, runtime_of

CPYTHON = 'python_gc_collections_total{generation="0"} 30\n'


@pytest.mark.parametrize(
    "text",
    [
        'jvm_gc_collection_seconds_count{gc="G1 Young",} 5.0\njvm_gc_collection_seconds_count{gc="x",} 2\n',
        'jvm_gc_pause_seconds_count{action="end of minor GC",cause="G1 Evacuation Pause"} 7\n',
        'nodejs_gc_duration_seconds_count{kind="a"} 6\nnodejs_gc_duration_seconds_count{kind="b"} 1\n',
        'go_gc_duration_seconds{quantile="1"} 0.1\ngo_gc_duration_seconds_count 7\n',
        'dotnet_collection_count_total{generation="0"} 7\n',
        'process_runtime_dotnet_gc_collections_count_total{generation="gen0"} 7\n',
    ],
)
def test_each_generation_is_counted(text: str) -> None:
    assert collections_in(text + CPYTHON) == 7


@pytest.mark.parametrize("text", ["", CPYTHON, "go_gc_duration_seconds_count NaN\n", "go_gc_gogc 9\n"])
def test_who_counts_none_tells_nothing(text: str) -> None:
    assert collections_in(text) is None


def test_a_runtime_is_known_by_its_threads() -> None:
    assert runtime_of(["java", "GC Thread#0", "VM Thread"]) == "JVM"
    assert runtime_of(["Shop", ".NET SynchManag", ".NET Finalizer"]) == ".NET"
    assert runtime_of(["node", "V8Worker"]) == runtime_of([]) == ""
