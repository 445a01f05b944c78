"""The realtime doors: who may enter, what was said, which command that is, what comes back; knows no SQL."""
