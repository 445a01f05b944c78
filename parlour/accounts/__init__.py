"""Decides whether a person is who they say: a login, its password and its sessions; knows no organization."""
