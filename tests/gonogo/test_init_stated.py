"""A version is told by the names of keys, series and headers, and by how a page writes it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from gonogo.init.stated import by_series, keys_of, patterns_of


@pytest.mark.parametrize(
    ("stated", "keys"),
    [
        ({"version": "UP", "build": [{"version": "1.2"}], "commit": "pass"}, {"version": "build.0.version"}),
        ({"python": {"version": "3.11"}, "shop": {"version": "2"}}, {"version": "shop.version"}),
        ({"version": {"number": "8.1", "lucene_version": "9"}}, {"version": "version.number"}),
        ({"VERSION": "3", "gitCommit": "abc"}, {"version": "VERSION", "revision": "gitCommit"}),
        ({"version": "1", "releaseId": "1.4.2"}, {"version": "releaseId"}),
        ({"version": "6.2.0", "release": "stable"}, {"version": "version"}),
        ({"http_api_version": "1.2", "project_version": "26.5"}, {"version": "project_version"}),
        ({"version": "4", "ray_version": "2.9.0"}, {"version": "ray_version"}),
        ({"version": "v1", "app": {"version": "2.9.0"}}, {"version": "app.version"}),
        ({"version": "4", "parts": [{"version": "1.2.3"}]}, {"version": "version"}),
        ({"version": "4", "app": {"version": "stable"}}, {"version": "version"}),
        ({"version": "2.0", "software": {"version": "4.2.1"}}, {"version": "software.version"}),
        ({"version": "2.1.4", "software": {"name": "shop"}}, {"version": "version"}),
        ({"version": "4", "build_version": "2.9"}, {"version": "build_version"}),
        ({"version": 4, "min_version": "1.2", "rails_version": "7.1.2"}, {"version": "version"}),
        ({"version": "4", "ray_version": "7", "api_version": "2.0"}, {"version": "version"}),
        ({"version": "4.1", "ray_version": "2.9.0"}, {"version": "version"}),
        ({"requirements": {"version": "3"}, "python_version": "3.11.7"}, {}),
    ],
)
def test_keys_are_told_by_name_and_by_what_they_hold(stated: dict[str, Any], keys: dict[str, str]) -> None:
    assert keys_of(stated) == keys


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('shop_build_info{version="2.1"} 1', {"series": "shop_build_info"}),
        ('shop_info{version="1.7.3"} 1', {"series": "shop_info"}),
        (
            'shop_info{version="1.7.3"} 1\nshop_build_info{version="1.7"} 1',
            {"series": "shop_build_info"},
        ),
        (
            'mq_build_info{mq_version="3.10",os_version="7"} 1',
            {"series": "mq_build_info", "label": "mq_version"},
        ),
        ('node_os_info{version="12.5"} 1', None),
        ('kv_instance_info{kv_version="7.2"} 1', None),
        ('python_info{version="3.11.7"} 1', None),
        ('shop_info{version="stable"} 1', None),
        (
            'target_info{service_name="shop",service_version="1.4.2"} 1',
            {"series": "target_info", "label": "service_version"},
        ),
        ('target_info{service_name="shop",service_version="unknown"} 1', None),
        ('target_info{telemetry_sdk_version="1.30.0",version="1.2"} 1', None),
        ('shop_info{app_version="1.4.2"} 1', {"series": "shop_info", "label": "app_version"}),
        (
            'k_build_info{git_version="v1.28.2",go_version="go1.20"} 1',
            {"series": "k_build_info", "label": "git_version"},
        ),
        ('shop_build_info{tag="v1.4.2"} 1', {"series": "shop_build_info", "label": "tag"}),
        ('shop_build_info{tag="latest"} 1', None),
        ('flask_exporter_info{version="0.23.1"} 1', None),
        ('otel_scope_info{version="1.2.3"} 1\nshop_sdk_info{version="1.2.3"} 1', None),
        ('shop_dependency_info{version="1.2.3"} 1', None),
        ('node_exporter_build_info{version="1.8.2"} 1', {"series": "node_exporter_build_info"}),
        (
            "\n".join(f'a_build_info{{name="{n}",version="{n}.1"}} 1' for n in range(3))
            + '\nb_info{version="2.1"} 1',
            {"series": "b_info"},
        ),
        (
            'a_build_info{cpu="0",version="2.1"} 1\na_build_info{cpu="1",version="2.1"} 1',
            {"series": "a_build_info"},
        ),
        (
            'x_part_info{n="a",version="1.7"} 1\nx_part_info{n="b",version="0.4"} 1\nx_info{version="3.1"} 1',
            {"series": "x_info"},
        ),
    ],
)
def test_a_series_of_the_release_states_its_version(text: str, where: dict[str, str] | None) -> None:
    found = by_series(text)
    assert (found and found["version"]) == where


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("2.5.1\n", "2.5.1"),
        ('"2.5.1"\n', "2.5.1"),
        ('"ok"', None),
        ("shop/1.4.2-rc2 node=1A2B up 12.3 s", "1.4.2-rc2"),
        ("shop-api 1.4.2 (9f1c2ab)", "1.4.2"),
        ("Shop v2024.11.3", "2024.11.3"),
        ("served by 10.0.0.12", None),
        ("node 10.0.0.12", None),
        ("HTTP/1.1.0", None),
        ("ok 12.3 s", None),
        ("see shop/1.4.2 for more", None),
        ('<meta name="generator" content="WordPress 6.4.3" />', "6.4.3"),
        ('<meta name="generator" content="Ghost 5.75">', "5.75"),
        ('<meta name="Generator" content="Drupal 10 (https://www.drupal.org)" />', "10"),
        ('<meta name="generator" content="MediaWiki 1.41.0-wmf.2">', "1.41.0"),
        ("<meta data-x name='generator' data-y content='Discourse 3.2.0.beta1 - https://x'>", "3.2.0"),
        ('<meta name="generator" content="Hugo 0.120.4">', None),
        ('<meta name="viewport" content="WordPress 6.4.3">', None),
        ('<!-- <meta name="generator" content="WordPress 6.4.3"> -->', None),
        ("version: 2.5.1\nuptime: 7", "2.5.1"),
        ("<footer>Shop v3.2</footer>", "3.2"),
        ('<script>window.args = {"version": "2.47.0"}</script>', "2.47.0"),
        ("<div data-props='{&quot;appVersion&quot;:&quot;2.1.0-rc1&quot;}'>", "2.1.0-rc1"),
        ('<meta name="app-version" content="4.0.2">', "4.0.2"),
        ('<?xml version="1.0"?><svg version="1.1"></svg>', None),
        ('{"python_version":"3.11.7"}', None),
        ("<a href='/'>Shop</a> <span>4.3.0</span>", "4.3.0"),
        ("<td>127.0.0.1</td>", None),
        ("<p>hello</p>", None),
        ('<a href="https://git.example/shop/releases/tag/v2.6.0">', "2.6.0"),
        ('<link href="https://cdn.example/font/v5.8.2/all.css">', None),
        ('<script src="/static/react-v16.4.0.js"></script>', None),
        ("<address>Node.js v20.20.2/ <a href='/'>files</a></address>", None),
        ("<footer>Shop v3.2 on node v20.1, Python v3.11</footer>", "3.2"),
        ("<!-- Shop v2.7 does not support this -->", None),
        ("<script>/*! library v3.6.0 */</script>", None),
        ("Licensed under the Apache License, Version 2.0", None),
    ],
)
def test_a_page_states_it_as_a_line_in_a_script_or_in_an_attribute(text: str, version: str | None) -> None:
    found = [re.search(pattern, text) for pattern in patterns_of(text)]
    said = [match[1] if match.groups() else match[0] for match in found if match]
    assert (said[0] if said else None) == version


@pytest.mark.parametrize(
    ("labels", "label"),
    [
        ('commit="c0ffee1"', "commit"),
        ('git_sha="9f1c2ab7d4"', "git_sha"),
        ('vcs_ref="9f1c2ab7d49f1c2ab7d49f1c2ab7d49f1c2ab7d4"', "vcs_ref"),
        ('Commit="9f1c2ab-dirty"', "Commit"),
        ('gitcommit="9f1c2ab7",revision="abc"', None),
        ('commit="unknown"', ""),
        ('commit="none",sha=""', ""),
        ('branch="deadbeef"', ""),
        ('commit="main"', ""),
        ('commit="2026-11-30"', ""),
    ],
)
def test_a_series_states_the_revision_under_the_label_that_holds_a_hash(
    labels: str, label: str | None
) -> None:
    found = by_series(f'shop_build_info{{version="2.1",{labels}}} 1')
    where = {"series": "shop_build_info"} | ({"label": label} if label else {})
    assert found == {"version": {"series": "shop_build_info"}} | ({} if label == "" else {"revision": where})
