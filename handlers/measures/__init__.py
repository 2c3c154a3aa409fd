"""Measures: agreed when the minutes are written, listed to those who are to do them, reminded of, and followed up."""

from handlers.measures.agreed import Agreed, MeasureAnswers, measure_fields, measures_agreed, read_measure
from handlers.measures.lines import drafted_lines, measure_lines
from handlers.measures.notices import KINDS
from handlers.measures.parts import measure_parts
from handlers.measures.registering import register_measures

__all__ = [
    "KINDS",
    "Agreed",
    "MeasureAnswers",
    "drafted_lines",
    "measure_fields",
    "measure_lines",
    "measure_parts",
    "measures_agreed",
    "read_measure",
    "register_measures",
]
