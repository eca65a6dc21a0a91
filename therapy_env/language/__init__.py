"""Language: the embedded encodings between words and acts or cues."""
