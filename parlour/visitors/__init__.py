"""Decides who is on a site: the browser's key, the contact behind it, consent; knows no chat."""
