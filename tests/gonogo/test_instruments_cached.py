"""What caches say of their answers, as their documentation has it."""

import pytest

from gonogo.instruments.cached import from_caches, states_cache

GIVEN = [
    "Age: 17",
    "Age: 0, 4",
    "Cache-Status: ExampleCache; hit",
    "Cache-Status: ExampleCache; hit=?1; ttl=376",
    'Cache-Status: OriginCache; hit; ttl=1100, "CDN Company Here"; hit; ttl=545',
    "Cache-Status: OriginCache; hit, CDN; fwd=uri-miss",
    "Cache-Status: ExampleCache; fwd=uri-miss; collapsed",
    "Cache-Status: ExampleCache; fwd=stale; fwd-status=304",
    'Cache-Status: "Netlify Edge"; hit',
    'Cache-Status: "a, b; c"; hit',
    "Cache-Status: HIT",
    "X-Cache: HIT",
    "X-Cache: Hit from cloudfront",
    "X-Cache: RefreshHit from cloudfront",
    "X-Cache: MISS, HIT",
    "X-Cache: HIT, MISS",
    "X-Cache: HIT-STALE",
    "X-Cache: TCP_HIT from a23-67-252-148.deploy.akamaitechnologies.com (AkamaiGHost/10.0.0) (-)",
    "X-Cache: TCP_MEM_HIT from a69-174-50-208 (AkamaiGHost/5.7.2-5726413) (-)",
    "X-Cache: TCP_REFRESH_HIT from a1",
    "X-Cache: TCP_REMOTE_HIT",
    "X-Cache: REVALIDATE from shop.example",
    "X-Cache-Remote: TCP_HIT from a23-67-252-148.deploy.akamaitechnologies.com",
    "X-Cache-Hits: 3",
    "X-Cache-Hits: 0, 1",
    "CF-Cache-Status: HIT",
    "CF-Cache-Status: STALE",
    "CF-Cache-Status: UPDATING",
    "CF-Cache-Status: REVALIDATED",
    "X-Varnish: 50202624 50202621",
    "X-Cache-Status: HIT",
    "X-Cache-Status: UPDATING",
    "X-Cache-Status: Hit",
    "X-Proxy-Cache: STALE",
    "X-Nginx-Cache: REVALIDATED",
    "X-FastCGI-Cache: HIT",
    "X-Vercel-Cache: PRERENDER",
    "X-Vercel-Cache: STALE",
    "X-Drupal-Cache: HIT",
    "X-LiteSpeed-Cache: hit,private",
    "CDN-Cache: HIT",
    "X-Rack-Cache: fresh",
    "X-Rack-Cache: stale, valid, store",
    "X-Symfony-Cache: GET /things: fresh",
    "X-From-Cache: 1",
    "X-SRCache-Fetch-Status: HIT",
    "Server-Timing: cdn-cache; desc=HIT",
    'Server-Timing: edge; dur=1, cdn-cache;desc="HIT";dur=2',
    'Server-Timing: cdn-cache-hit,cdn-pop;desc="SEA19-C1",cdn-rid;desc="abc",cdn-hit-layer;desc="REC"',
    'Server-Timing: cfCacheStatus;desc="HIT"',
]

ASKED = [
    "Age: 0",
    "Age: -3",
    "Age: soon",
    "Age: \u00b2",
    "Cache-Status: ExampleCache; fwd=uri-miss; stored",
    "Cache-Status: ExampleCache; hit=?0; fwd=bypass",
    "Cache-Status: ExampleCache; fwd=stale; fwd-status=200; collapsed=?0",
    'Cache-Status: "a; hit"; fwd=miss',
    'Cache-Status: ExampleCache; fwd=miss; detail="no, hit"',
    "X-Cache: MISS",
    "X-Cache: MISS, MISS",
    "X-Cache: Miss from cloudfront",
    "X-Cache: MISS from hit.example",
    "X-Cache: Error from cloudfront",
    "X-Cache: TCP_MISS from a165-254-246-9.deploy.akamaitechnologies.com",
    "X-Cache: TCP_REFRESH_MISS from a1",
    "X-Cache: CONFIG_NOCACHE",
    "X-Cache: hit-for-pass",
    "X-Cache: HITMISS",
    "X-Cache-Lookup: HIT from proxy.example:3128",
    "X-Cache-Hits: 0",
    "X-Cache-Hits: 0, 0",
    "X-Cache-Key: /hit",
    "CF-Cache-Status: DYNAMIC",
    "CF-Cache-Status: EXPIRED",
    "CF-Cache-Status: MISS",
    "X-Varnish: 50202624",
    "X-Varnish: 50202624, 17",
    "X-Cache-Status: BYPASS",
    "X-Cache-Status: EXPIRED",
    "X-Rack-Cache: miss, store",
    "X-Rack-Cache: stale, invalid, store",
    "X-Symfony-Cache: GET /hit: miss",
    "X-From-Cache: 0",
    "Cache-Control: stale-while-revalidate=30",
    "CDN-Cache-Control: stale-if-error=60",
    "Server-Timing: cdn-cache; desc=MISS",
    'Server-Timing: db;desc="hit"',
    "Via: 1.1 varnish",
    "X-Hit: HIT",
]


def headers(*lines: str) -> tuple[tuple[str, str], ...]:
    """As an answer holds them."""
    return tuple((name.lower(), value) for name, _, value in (line.partition(": ") for line in lines))


@pytest.mark.parametrize("line", GIVEN)
def test_it_states_that_a_cache_gave_it(line: str) -> None:
    assert states_cache(headers("Date: Sun, 06 Nov 1994 08:49:37 GMT", line, "Via: 1.1 edge"))


@pytest.mark.parametrize("line", ASKED)
def test_nothing_says_that_the_service_was_not_asked(line: str) -> None:
    assert not states_cache(headers("Content-Type: text/html", line))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([[], ["Age: 0"], ["Age: 0"], ["Age: 1"]], [False, True, True, True]),
        ([["Age: 0"], ["Age: 0"]], [False, False]),
        ([["Age: 0", "X-Varnish: 1"], ["Age: 0", "X-Varnish: 4 1"]], [False, True]),
        ([[], []], [False, False]),
        ([], []),
    ],
    ids=["a cache of the last second", "each has one", "and says more", "none", "nothing"],
)
def test_an_age_of_nothing_says_something_where_others_have_none(
    answers: list[list[str]], expected: list[bool]
) -> None:
    assert list(from_caches(headers(*lines) for lines in answers)) == expected


def test_a_long_header_is_read_soon() -> None:
    long = "a" * 60_000
    for line in (
        f'Cache-Status: "{long}',
        f"Server-Timing: {long};" * 3,
        f"X-Cache: {'-_' * 30_000}hit",
        'Server-Timing: "' + '\\"' * 30_000,
    ):
        assert not states_cache(headers(line))
    assert not states_cache(((f"{'x-' * 30_000}", "hit"),))
