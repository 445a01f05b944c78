"""The numbers that both sides of the wire agree on. Sizes in bytes or Unicode code points, durations in seconds."""

PROTOCOL_VERSION = 1

MESSAGE_CHARACTERS = 4_000
"""Longest message: about two printed pages; longer text is a file."""
FRAME_BYTES = 32_768
"""Longest frame a client may send: a message of 4,000 four-byte characters, JSON-escaped as `\\uXXXX\\uXXXX`, is 48,000;
clients send UTF-8 unescaped, where it is 16,000."""
NAME_CHARACTERS = 120
EMAIL_CHARACTERS = 254
"""RFC 5321, section 4.5.3.1.3 (a path of 256 with its angle brackets)."""
FIELD_CHARACTERS = 500
FIELDS_COUNT = 20
COMMENT_CHARACTERS = 1_000
URL_CHARACTERS = 2_000
TITLE_CHARACTERS = 200

AUTHENTICATE_SECONDS = 10
"""A socket that has not said who it is by then is closed (WSK-02)."""
HEARTBEAT_SECONDS = 20
"""A client that has sent nothing for so long sends `ping`."""
SILENCE_SECONDS = 50
"""A client that has been silent for so long is gone; its presence ends (WSK-11 allows 60)."""
TYPING_SECONDS = 6
"""A typing mark that is not renewed fades after this."""

RESUME_ENTRIES = 200
"""At most so many entries in one answer; `has_newer` or `has_older` says that there are more."""
OPEN_ENTRIES = 60
"""Entries sent with a chat that is opened afresh: two screens of a tall window."""

MESSAGES_PER_MINUTE = 60
MESSAGES_BURST = 20
"""A visitor may send 20 messages at once and 60 a minute after that; a fast typist sends 15."""
OPERATOR_MESSAGES_PER_SECOND = 20
OPERATOR_MESSAGES_BURST = 60
FRAMES_PER_SECOND = 30
FRAMES_BURST = 120
"""Every frame counts here, pings and typing marks too."""
CHATS_PER_ADDRESS_PER_MINUTE = 10
SOCKETS_PER_ADDRESS = 50
UNREAD_COUNTED = 99
"""Unread messages are counted so far; a list shows `99+` beyond."""
