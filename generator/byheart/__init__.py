# The version, and nothing else: importing byheart reads no file and starts nothing.
"""Byheart turns structured cards, quizzes and explain-prompts into a searchable static study site."""

__version__ = "0.1.0"
