"""Who comes: answers, deputies, those who are asked in another's place, and what the convener is told of it."""

from handlers.attendance.parts import attendance_parts

__all__ = ["attendance_parts"]
