"""The simulator's numbers: state, dynamics, worlds, scoreboard, cues, reward and noise.

Arrays with a leading patient axis, or Python floats for one patient; no text, no input or output. Imports only
numpy and the two vocabularies.
"""
