"""The tenant and its websites."""

from typing import ClassVar

from django.db import models

from parlour.lib import clock, ids


class Organization(models.Model):
    """A firm that uses Parlour: the wall that no query crosses."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"organization {self.pk}"


class Site(models.Model):
    """One website of an organization: its public key, the origins that may carry the widget, and how it looks there."""

    class Position(models.TextChoices):
        LEFT = "left"
        RIGHT = "right"

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="sites")
    public_key = models.CharField(max_length=43, unique=True)
    name = models.CharField(max_length=120)
    allowed_origins = models.JSONField(default=list)
    color = models.CharField(max_length=7, default="#0f766e")
    position = models.CharField(max_length=5, choices=Position, default=Position.RIGHT)
    greeting = models.CharField(max_length=300, default="", blank=True)
    offline_greeting = models.CharField(max_length=300, default="", blank=True)
    form = models.JSONField(default=list)
    consent = models.JSONField(null=True, default=None)
    is_preview_on = models.BooleanField(default=False)
    # Kept as it is, since both sides of an HMAC need it; never sent out again after it was made.
    identity_secret = models.CharField(max_length=64, default="", blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organization", "created_at"], name="sites_of_organization")]

    def __str__(self) -> str:
        return f"site {self.pk}"
