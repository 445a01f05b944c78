"""Decides who may answer: seats, roles, invitations, availability; knows no chat."""
