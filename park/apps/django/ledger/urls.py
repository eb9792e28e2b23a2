"""Routes."""

from django.contrib import admin
from django.urls import include, path
from health_check.views import HealthCheckView
from rest_framework.routers import DefaultRouter

from entries.views import EntryViewSet
from ledger.views import alive, version

router = DefaultRouter(trailing_slash=False)
router.include_root_view = False
router.register("entries", EntryViewSet)

urlpatterns = [
    path("", include("django_prometheus.urls")),
    path("healthz", alive),
    path("readyz", HealthCheckView.as_view(checks=["health_check.checks.Database"])),
    path("version", version),
    path("admin/", admin.site.urls),
    path("api/", include(router.urls)),
]
