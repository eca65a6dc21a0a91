"""Running many sessions and saying what came of them: runner, run folder, metrics, statistics, summary."""
