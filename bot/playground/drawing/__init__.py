"""Charts as SVG: each part told by pattern, dash, mark and words, never by colour alone."""
