"""Pure helpers that every room may use; knows no room, no model and no socket."""
