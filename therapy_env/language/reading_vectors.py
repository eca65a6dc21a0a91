"""The word vectors under the name that the reading knows them by; see :mod:`~therapy_env.language.word_vectors`."""

from therapy_env.language.word_vectors import SIZE, row_of, vectors

__all__ = ["SIZE", "row_of", "vectors"]
