"""Decides what belongs to whom: the organization, its sites and their settings; knows nobody who talks there."""
