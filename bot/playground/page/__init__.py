"""The page in the browser: what a person sees of the workspace."""
