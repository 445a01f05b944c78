"""The browser on a site, the contact behind it, and the consent that was given."""

from typing import ClassVar

from django.db import models

from parlour.lib import clock, ids
from parlour.organizations.models import Organization, Site


class Contact(models.Model):
    """A visitor whom we can name. Kept apart from the browser's key, and linked only when the visitor gives data."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="contacts")
    external_id = models.CharField(max_length=200, null=True, default=None)
    name = models.CharField(max_length=120, default="", blank=True)
    email = models.CharField(max_length=254, default="", blank=True)
    fields = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "external_id"], name="one_contact_for_an_external_id")
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"


class Visitor(models.Model):
    """Somebody on a site who has said something. Known by the random keys of their browsers, named only by a contact."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="visitors")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="visitors")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, default=None, related_name="visitors")
    browser = models.CharField(max_length=60, default="", blank=True)
    system = models.CharField(max_length=60, default="", blank=True)
    language = models.CharField(max_length=35, default="", blank=True)
    short_address = models.CharField(max_length=45, default="", blank=True)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"visitor {self.pk}"


class VisitorKey(models.Model):
    """A browser's key to a visitor's chats: 256 random bits made there, of which only the fingerprint is kept here."""

    id = models.BigAutoField(primary_key=True)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, related_name="keys")
    fingerprint = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True, default=None)

    def __str__(self) -> str:
        return f"key of visitor {self.visitor_id}"


class ConsentGiven(models.Model):
    """Proof that a visitor agreed: to which words, in which version, when."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="consents")
    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, related_name="consents")
    text = models.TextField()
    policy_url = models.CharField(max_length=2000)
    version = models.CharField(max_length=64)
    given_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"consent {self.pk}"
