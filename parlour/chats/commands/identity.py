"""A visitor turns out to be somebody: what was said before goes on under their name."""

from django.db import transaction

from parlour.chats.models import Chat
from parlour.organizations.models import Site
from parlour.protocol.commands import Identity
from parlour.visitors import commands as visitors
from parlour.visitors.commands import Browser, Identified


@transaction.atomic
def identify_visitor(site: Site, visitor_key: str, identity: Identity, browser: Browser) -> Identified:
    """Recognise a visitor by the host's signature; the chats of the nameless browser become theirs in the same moment.

    Refuses a signature that does not hold; then nothing is changed.
    """
    identified = visitors.identify_visitor(site, visitor_key, identity, browser)
    if identified.merged is not None:
        Chat.objects.filter(visitor=identified.merged).update(visitor=identified.visitor)
    return identified
