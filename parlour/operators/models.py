"""Seats, invitations and photos of the people who answer."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from parlour.lib import clock, ids
from parlour.organizations.models import Organization


class Operator(models.Model):
    """A seat in an organization, and how its holder is shown to visitors.

    A seat that was taken away keeps its row (`deactivated_at`), so that past messages keep their author.
    """

    class Role(models.TextChoices):
        OWNER = "owner"
        OPERATOR = "operator"

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="operators")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=8, choices=Role, default=Role.OPERATOR)
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120, default="", blank=True)
    motto = models.CharField(max_length=200, default="", blank=True)
    photo_name = models.CharField(max_length=60, default="", blank=True)
    accepts_chats = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)
    deactivated_at = models.DateTimeField(null=True, default=None)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "account"],
                condition=models.Q(deactivated_at=None),
                name="one_seat_for_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"operator {self.pk}"


class Invitation(models.Model):
    """A seat offered to an e-mail address: one use, seven days. Only the token's fingerprint is kept."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=8, choices=Operator.Role, default=Operator.Role.OPERATOR)
    token_fingerprint = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, default=None)
    revoked_at = models.DateTimeField(null=True, default=None)

    def __str__(self) -> str:
        return f"invitation {self.pk}"
