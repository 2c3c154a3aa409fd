"""Pure rules, without database or clock: arenas, consent, calendars, moments and the guard of free text."""
