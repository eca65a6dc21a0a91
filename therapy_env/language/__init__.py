"""Embedded encodings between words and the two vocabularies: reading, wording, speaking, sensing."""

from therapy_env.language.reading import read_therapist
from therapy_env.language.sensing import read_patient

__all__ = ["read_patient", "read_therapist"]
