"""The times of schools and kindergartens, as the SamBa coordinator gives, sees and takes them away."""
