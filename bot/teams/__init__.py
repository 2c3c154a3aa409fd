"""Microsoft Teams: what comes from it, what is drawn for it, and how messages get there."""
