"""A chat, what happened in it, and the words by which an ended one is found again."""

from typing import ClassVar

from django.db import models

from parlour.lib import clock, ids
from parlour.operators.models import Operator
from parlour.organizations.models import Organization, Site
from parlour.visitors.models import Visitor


class Chat(models.Model):
    """One talk between a visitor and the operators of a site.

    `last_position` numbers the entries; the last words and the marks are copies that save a list from reading entries.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        ACTIVE = "active"
        ENDED = "ended"

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="chats")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="chats")
    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, related_name="chats")
    operator = models.ForeignKey(Operator, on_delete=models.SET_NULL, null=True, default=None, related_name="chats")
    client_id = models.CharField(max_length=64)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    is_left_message = models.BooleanField(default=False)
    last_position = models.BigIntegerField(default=0)
    last_text = models.CharField(max_length=140, default="", blank=True)
    last_author = models.CharField(max_length=8, null=True, default=None)
    last_at = models.DateTimeField(default=clock.now)
    visitor_delivered = models.BigIntegerField(default=0)
    visitor_read = models.BigIntegerField(default=0)
    operator_delivered = models.BigIntegerField(default=0)
    operator_read = models.BigIntegerField(default=0)
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, default=None)
    ended_by = models.CharField(max_length=8, null=True, default=None)
    rating_score = models.SmallIntegerField(null=True, default=None)
    rating_comment = models.CharField(max_length=1000, default="", blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visitor", "client_id"], name="one_chat_for_a_client_id")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["organization", "last_at"],
                condition=~models.Q(state="ended"),
                name="open_chats",
            ),
            models.Index(fields=["organization", "-ended_at", "-id"], name="archive"),
            models.Index(fields=["visitor", "-started_at"], name="chats_of_visitor"),
        ]

    def __str__(self) -> str:
        return f"chat {self.pk}"


class Entry(models.Model):
    """Something that happened in a chat and lasts: a message, the taking, the end, a rating.

    Its identity is the chat and the position. `data` holds what only this kind has.
    """

    class Kind(models.TextChoices):
        MESSAGE = "message"
        TAKEN = "taken"
        ENDED = "ended"
        RATED = "rated"

    pk = models.CompositePrimaryKey("chat_id", "position")
    chat = models.ForeignKey(Chat, on_delete=models.CASCADE, related_name="entries", db_index=False)
    position = models.BigIntegerField()
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=7, choices=Kind)
    author = models.CharField(max_length=8)
    operator = models.ForeignKey(
        Operator, on_delete=models.DO_NOTHING, null=True, default=None, related_name="+", db_index=False
    )
    text = models.TextField(default="", blank=True)
    client_id = models.CharField(max_length=64, null=True, default=None)
    data = models.JSONField(null=True, default=None)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chat", "client_id"], name="one_entry_for_a_client_id")
        ]

    def __str__(self) -> str:
        return f"entry {self.position} of chat {self.chat_id}"


class ChatOperator(models.Model):
    """An operator who took part in a chat."""

    id = models.BigAutoField(primary_key=True)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    chat = models.ForeignKey(Chat, on_delete=models.CASCADE, related_name="participations")
    operator = models.ForeignKey(Operator, on_delete=models.CASCADE, related_name="participations")
    joined_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chat", "operator"], name="one_participation_for_an_operator")
        ]

    def __str__(self) -> str:
        return f"operator {self.operator_id} in chat {self.chat_id}"
