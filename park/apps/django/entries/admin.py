"""Entries in the administration."""

from django.contrib import admin

from entries.models import Entry

admin.site.register(Entry)
