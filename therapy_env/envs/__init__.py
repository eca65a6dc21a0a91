"""Gymnasium faces of the simulated patient: in words, in acts, and wrappers between them."""
