"""Carries events to whoever follows a topic, and keeps who is present; knows ids, never models."""
