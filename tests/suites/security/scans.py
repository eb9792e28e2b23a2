"""Scans that the tests of the rules on source and packages share."""

from gonogo.suites.security.observations.canary import Canary
from gonogo.suites.security.observations.packages import PackageScan, Vulnerability
from gonogo.suites.security.observations.source import SourceScan, Weakness
from tests.judging import contract

CONTRACT = contract(
    security={
        "code": {"paths": ["shop"], "severity": "medium", "confidence": "medium"},
        "dependencies": {"lock": "shop.lock", "advisories_max_age_days": 30},
    }
)
SEEN, MISSED = Canary("known to be bad", reported=True), Canary("known to be bad", reported=False)
SHELL = Weakness("shop/run.py", 7, "B602", "high", "high", "subprocess call with shell=True")
SOURCE = SourceScan(("shop/run.py", "shop/cart.py"), ("shop/run.py", "shop/cart.py"), (), (), (), (SEEN,))
OLD = Vulnerability("till", "1.0", "PYSEC-1", "CVE-1", ("1.1", "2.0"))
PACKAGES = PackageScan(
    locked=("till==1.0", "scale==2.0"),
    unpinned=(),
    scanned=("till==1.0", "scale==2.0"),
    vulnerabilities=(),
    canaries=(SEEN,),
    advisories=3,
    newest="2026-01-01",
    age_days=2.0,
)
