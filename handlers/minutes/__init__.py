"""The minutes: the convener sums a meeting up, and the summary goes to those who may read it, and to nobody else."""
