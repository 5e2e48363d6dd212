# Knows alone: nothing; its modules know which pages and data files decks become.
"""Pages, as values."""
