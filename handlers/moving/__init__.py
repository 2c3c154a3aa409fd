"""Moving a meeting to another free time. Nothing is lost when somebody else was quicker: the other times are shown."""
