"""A rehearsal leaves nothing behind."""

import pytest
from django.apps import apps
from django.db import connection

from parlour.chats.commands import end_chat, start_chat
from parlour.chats.permissions import AsVisitor
from parlour.lib.ids import inside, new_secret
from parlour.organizations.models import Organization, Site
from parlour.protocol.commands import StartChat
from parlour.site.rehearsal import close_stage, open_stage
from parlour.visitors.commands import Browser, welcome_visitor


def rows_of_ours() -> dict[str, int]:
    kept = {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model.__module__.startswith("parlour.")
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM chats_archived_words")
        (words,) = cursor.fetchone()
    return {**kept, "words": words}


@pytest.mark.django_db(transaction=True)
def test_closing_a_stage_removes_all_that_was_said_on_it() -> None:
    before = rows_of_ours()
    stage = open_stage(operators=3)
    organization = Organization.objects.get(pk=inside("org", stage.organization_id))
    site = Site.objects.get(organization=organization)
    visitor = welcome_visitor(site, new_secret(), Browser())
    start = StartChat(client_id="a-new-chat", text="Hello", name="Vic", email="vic@mail.example")
    chat = start_chat(visitor, start, is_anybody_there=True)
    end_chat(AsVisitor(organization.pk, visitor.pk), chat.pk)
    assert rows_of_ours() != before
    close_stage(stage.organization_id)
    assert rows_of_ours() == before
