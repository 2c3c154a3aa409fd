"""Microsoft Teams' part of what is measured."""

import os
import warnings

# The SDK reads a file `.env` where it is started, and says of itself that it may change.
os.environ.setdefault("PYTHON_DOTENV_DISABLED", "1")
warnings.filterwarnings("ignore", module="microsoft_teams")
