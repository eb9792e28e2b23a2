from tests.judging import Case
from tests.suites.health.examples import CONTRACT, read, reads

CASE = Case("health/readiness-answers", CONTRACT, clean=reads(), broken=reads(read("readiness", 503)))
