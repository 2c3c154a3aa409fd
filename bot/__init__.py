"""The platforms and the process: takes what people press to the handlers, and their answers back."""
