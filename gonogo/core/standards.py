"""The chapters of OWASP ASVS 5.0 and the sections of the CIS Docker Benchmark that a Reference names."""

from __future__ import annotations

import re

CHAPTERS = {
    "OWASP ASVS 5.0": {
        1: "Encoding and Sanitization", 2: "Validation and Business Logic", 3: "Web Frontend Security",
        4: "API and Web Service", 5: "File Handling", 6: "Authentication", 7: "Session Management",
        8: "Authorization", 9: "Self-contained Tokens", 10: "OAuth and OIDC", 11: "Cryptography",
        12: "Secure Communication", 13: "Configuration", 14: "Data Protection",
        15: "Secure Coding and Architecture", 16: "Security Logging and Error Handling", 17: "WebRTC",
    },
    "CIS Docker Benchmark": {
        1: "Host Configuration", 2: "Docker daemon configuration", 3: "Docker daemon configuration files",
        4: "Container Images and Build File", 5: "Container Runtime", 6: "Docker Security Operations",
        7: "Docker Swarm Configuration",
    },
}  # fmt: skip
"""The standards' own chapters, by number."""

_NUMBER = re.compile(r"\b(\d+)\.\d+(?:\.\d+)?\b")


def chapters(reference: str) -> set[tuple[str, int]]:
    """Return the chapters that a Reference names: a standard, and the numbers after it up to a semicolon."""
    return {
        (standard, int(number))
        for standard in CHAPTERS
        for _, named, after in [reference.partition(standard)]
        if named
        for number in _NUMBER.findall(re.sub(r"\([^)]*\)", "", after.partition(";")[0]))
        if int(number) in CHAPTERS[standard]
    }
