"""How is the command line started as a module?"""

import sys

from styrbord.cli.main import main

sys.exit(main())
