from tests.judging import Case
from tests.suites.health.examples import CONTRACT, read, reads

CASE = Case("health/startup-answers", CONTRACT, clean=reads(), broken=reads(read("startup", 503)))
