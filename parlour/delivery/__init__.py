"""Brings mail out of the house, once, however often it has to try; knows no reason for it."""
