"""Mail that waits to leave the house."""

from typing import ClassVar

from django.db import models

from parlour.lib import clock, ids
from parlour.organizations.models import Organization


class OutgoingMail(models.Model):
    """One mail to one address, stored with the change that caused it, sent afterwards, emptied once it is gone."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    recipient = models.EmailField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    created_at = models.DateTimeField(default=clock.now)
    attempts = models.IntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, default=clock.now)
    sent_at = models.DateTimeField(null=True, default=None)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["next_attempt_at"], condition=models.Q(sent_at=None), name="mail_to_send")
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"
