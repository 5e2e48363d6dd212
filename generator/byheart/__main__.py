# Knows alone: that `python -m byheart` is the command.
from byheart.cli import main

main()
