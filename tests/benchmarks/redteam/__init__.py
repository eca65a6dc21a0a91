"""Therapists that try to farm the reward: degenerate policies, searchers, and what they score."""
