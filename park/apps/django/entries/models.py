"""What is written down."""

from django.db import models


class Entry(models.Model):
    """One line of the ledger, in cents."""

    text = models.CharField(max_length=200)
    cents = models.BigIntegerField()
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "entries"

    def __str__(self):
        return f"{self.text}: {self.cents}"
