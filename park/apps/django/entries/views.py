"""Entries over HTTP."""

from rest_framework.serializers import ModelSerializer
from rest_framework.viewsets import ModelViewSet

from entries.models import Entry


class EntrySerializer(ModelSerializer):
    """An entry as JSON."""

    class Meta:
        model = Entry
        fields = ["id", "text", "cents", "made"]


class EntryViewSet(ModelViewSet):
    """List, read, create; what is written stays."""

    queryset = Entry.objects.all()
    serializer_class = EntrySerializer
    http_method_names = ["get", "head", "options", "post"]
