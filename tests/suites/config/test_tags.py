"""What a tag can move to: each list is of tags that images have."""

from __future__ import annotations

import pytest

from gonogo.suites.config.tags import Pin, of_tag, pin

NEWEST = [
    "latest", "stable", "edge", "nightly", "canary", "mainline", "release", "develop", "development", "dev",
    "devel", "main", "master", "lts", "rolling", "next", "current", "testing", "unstable", "sid", "rawhide",
    "rc", "beta", "alpha", "preview", "snapshot", "head", "trunk", "production", "staging", "prod", "test",
    "alpine", "slim", "bookworm", "noble", "stable-alpine", "latest-alpine", "lts-alpine",
    "mainline-alpine", "stable-alpine-slim", "alpine3.20", "slim-bookworm", "stable-alpine3.20",
    "lts-bookworm-slim", "latest-ubuntu22.04", "latest-ubuntu-22.04", "debian-12", "latest-debian-12",
    "lts-jdk21", "lts-jdk-21", "jdk21", "jre-17", "php8.2-apache", "python3.11", "python-3.11", "pg16",
    "latest-pg16", "cuda12", "fpm-alpine", "apache", "windowsservercore-ltsc2022", "nanoserver-1809",
    "ubi9", "alpine-3.20", "alpine-7.0-latest", "lts-jdk17",
    "latest-amd64", "arm64v8", "x86_64", "x86-64", "64bit", "management-alpine", "final", "blue",
    "v-next", "master-alpine", "deadbeef",
]  # fmt: skip
ONE_NUMBER = [
    "3", "9", "v3", "2024", "7-alpine", "20-slim", "3-alpine3.20", "17-bookworm", "9-jdk17", "9-jdk-17",
    "16-debian-12", "r80", "build-4711", "12345", "version-2", "7-32bit", "8-x86_64", "3-latest",
    "2022-latest", "24-lts", "v2-arm64v8",
]  # fmt: skip
WITHIN = [
    "1.2-latest", "1.2.3-nightly", "2.0-edge", "1.2-main", "1.2.0-SNAPSHOT", "3.1-rolling", "1.2-canary",
]  # fmt: skip
VERSIONS = [
    "alpine-v17.4.2", "alpine-2.1.4", "postgresql-v2.15.0", "pg16.3-ts2.15.2",
    "1.2", "1.2.3", "v9.1-alpine", "17.2-bookworm", "3.12-slim-bookworm", "v1.2.3-alpine3.20",
    "RELEASE.2024-05-10T01-41-38Z", "2022-CU13-ubuntu-22.04", "version-1.40.2", "release-1.2.3",
    "bookworm-20240612-slim", "noble-20240530", "20240612", "2024.05.10", "2024-05-10", "sha-1a2b3c4",
    "main-1a2b3c4", "git-abc1234", "1a2b3c4d", "1b6b050f0c361f2e", "nightly-20240612", "stable-20240612",
    "latest-20240612", "edge-1a2b3c4", "16.3.0-debian-12-r5", "11.0-jdk11", "8u412-jre", "8u412-b08-jre",
    "21.0.3_9-jdk", "21_35-jdk", "2.440.3-lts", "22.04-lts", "12.4.1-devel-ubuntu22.04", "1.0.0-rc.1",
    "2.0.0-beta2", "0.7.0-pg16", "v2.15.0-arm64", "1.27.0-mainline", "2024.1", "7.4-rc1",
    "RELEASE.2023-01-02", "v1.30.0-gke.1", "4.0.1-x86_64", "0.26.0-distroless", "v0.13.1-stable",
    "20240612.1", "3.2.1-1",
]  # fmt: skip


@pytest.mark.parametrize("tag", NEWEST)
def test_what_has_no_version_of_its_own_stands_for_the_newest(tag: str) -> None:
    assert of_tag(tag, "shop") == Pin(numbers=0, moves=True)


@pytest.mark.parametrize("tag", ONE_NUMBER)
def test_one_number_stays_within_a_major_version(tag: str) -> None:
    assert of_tag(tag, "shop").numbers == 1


@pytest.mark.parametrize("tag", WITHIN)
def test_what_says_that_it_moves_does_so_within_its_version(tag: str) -> None:
    found = of_tag(tag, "shop")
    assert (found.numbers >= 2, found.moves) == (True, True)


@pytest.mark.parametrize("tag", VERSIONS)
def test_a_version_a_date_and_a_hash_are_fixed(tag: str) -> None:
    found = of_tag(tag, "shop")
    assert (found.numbers >= 2, found.moves) == (True, False)


@pytest.mark.parametrize(
    ("image", "found"),
    [
        (f"board@sha256:{'0' * 64}", Pin(digest=True)),
        (f"registry:5000/board:latest@sha256:{'0' * 64}", Pin(digest=True)),
        (f"board@sha512:{'0' * 128}", Pin(digest=True)),
        ("board@sha256:short", Pin(moves=True)),
        ("board:1.2@sha256:short", Pin(moves=True)),
        ("board", Pin(moves=True)),
        ("registry:5000/board", Pin(moves=True)),
        ("registry:5000/team/board:1.2", Pin(numbers=2)),
        ("localhost:5000/board:3", Pin(numbers=1)),
        ("debian:bookworm-slim", Pin(numbers=1)),
        ("docker.io/library/ubuntu:jammy", Pin(numbers=1)),
        ("python:bookworm", Pin(moves=True)),
        ("mcr.microsoft.com/windows/servercore:ltsc2022", Pin(numbers=1)),
        ("mcr.microsoft.com/windows/nanoserver:1809", Pin(numbers=1)),
        ("shop/board:windowsservercore-ltsc2022", Pin(moves=True)),
        ("mcr.microsoft.com/windows/servercore:latest", Pin(moves=True)),
        ("debian:stable", Pin(moves=True)),
        ("", Pin(moves=True)),
    ],
)
def test_a_reference_has_a_digest_a_tag_or_neither(image: str, found: Pin) -> None:
    assert pin(image) == found
