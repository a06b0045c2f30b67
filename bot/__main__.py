"""`python -m bot …` is `ombud …`."""

import sys

from bot.cli import main

sys.exit(main())
