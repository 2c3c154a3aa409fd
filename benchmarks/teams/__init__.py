"""Microsoft Teams' part of what is measured."""
