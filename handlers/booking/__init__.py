"""Booking a time in an arena: five short forms that replace each other, over one draft."""
