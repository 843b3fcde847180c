"""``python -m jukiself`` is the ``jukiself`` command."""

import sys

from jukiself.cli import main

if __name__ == "__main__":
    sys.exit(main())
