# Knows alone: nothing; its modules know what a page may load and run.
"""The policy of the pages."""
