"""``python -m musnad`` is the command `musnad`."""

import sys

from musnad.cli import main

sys.exit(main())
