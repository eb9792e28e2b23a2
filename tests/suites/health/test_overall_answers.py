from tests.judging import Case
from tests.suites.health.examples import CONTRACT, read, reads

CASE = Case("health/overall-answers", CONTRACT, clean=reads(), broken=reads(read("overall", 503)))
