"""Parlour: a self-hosted live-chat customer-service platform."""

__version__ = "0.1.0"
