"""Faults on purpose, and a judge who was not there: what people noted is compared with what the server kept."""
