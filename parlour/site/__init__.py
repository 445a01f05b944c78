"""Puts the house together: settings, addresses, wiring, command line; the only room that knows every room."""
