"""Once a week, for a unit's leaders: how it goes, in numbers that point out nobody."""
