# Knows alone: nothing; its modules know what lies in the content folder, and what is wrong with it.
"""Decks: read, found, checked."""
