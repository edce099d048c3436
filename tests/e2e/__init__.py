"""Journeys through everything at once, in a real browser or against real processes."""
