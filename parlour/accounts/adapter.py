"""Where allauth asks the house."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from parlour.lib.addresses import client_address


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Counts failed sign-ins by who is really asking."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the asker's address through trusted proxies only: behind one, all would share the proxy's limit."""
        forwarded = request.headers.get("X-Forwarded-For", "")
        return client_address(request.META.get("REMOTE_ADDR", ""), forwarded, settings.TRUSTED_PROXIES)
