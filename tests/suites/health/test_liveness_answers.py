from tests.judging import Case
from tests.suites.health.examples import CONTRACT, read, reads

CASE = Case("health/liveness-answers", CONTRACT, clean=reads(), broken=reads(read("liveness", 503)))
