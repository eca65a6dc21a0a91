"""``python -m therapy_env`` is ``therapy-env``."""

from therapy_env.cli import main

if __name__ == "__main__":
    main()
