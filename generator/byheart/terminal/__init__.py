# Knows alone: nothing; its modules know how items read in a terminal, and how they are answered there.
"""Items in a terminal."""
