"""Showing what came of a run: tables for the terminal, an HTML report."""
