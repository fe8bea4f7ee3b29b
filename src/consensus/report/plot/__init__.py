"""Figures: functions from results to Matplotlib figures, and from figures to accessible SVG."""
