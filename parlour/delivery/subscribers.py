"""What the post does when a mail was put down."""

from parlour.delivery.events import MailQueued
from parlour.delivery.postman import postman


def wake_postman(_event: MailQueued) -> None:
    """Have the mail sent soon; without a postman in this process it waits for one."""
    postman.wake()
