"""The app package for Teams: what an administrator uploads. Made from the settings, and the same bytes each time."""
