"""The dial agent: senses the patient's words, decides acts, words them. It never sees the state."""

from __future__ import annotations

import re

import numpy as np

from therapy_env.agents.dial_policy import INTENTS, SPOKEN, UPSET, VOICED, DialPolicy, Traits
from therapy_env.core.noise import stream_key
from therapy_env.cues import OBS_NAMES, PatientReading
from therapy_env.language.sensing import read_patient
from therapy_env.language.wording import asked_about_danger, word
from therapy_env.language.wording_moments import answers_danger, danger
from therapy_env.visible import VisibleContext

_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_PLAIN = 0.4
"""Probability from which a sentence is taken for the one that voices a belief."""
_PASSIVE = OBS_NAMES.index("risk_passive")
_REMEMBERED = 2
"""Voiced beliefs that are kept in mind."""


class DialAgent:
    """A therapist with seven dials.

    Args:
        name: how it is called.
        traits: the dials; the defaults are the active reference.
    """

    def __init__(self, name: str = "active", traits: Traits | None = None) -> None:
        self.name = name
        self.traits = traits or Traits()
        self._start(0, 20)

    def _start(self, seed: int, max_turns: int) -> None:
        self._policy = DialPolicy(self.traits, (seed,))
        self._key = stream_key(seed ^ 0x3C6EF372)
        self._max_turns = max_turns
        self._said: list[str] = []
        self._kinds: list[str] = []
        self._beliefs: list[str] = []
        self._reserve = 0.0

    def begin(self, visible: VisibleContext, *, seed: int) -> None:
        """Start afresh."""
        self._start(seed, visible.max_turns)

    def reply(self, patient_says: str) -> str | None:
        """Return what to say to these words."""
        before = self._said[-1] if self._said else ""
        heard = read_patient(patient_says, before=before)
        row = self.features(heard)
        low = patient_says.lower().replace("’", "'")
        if danger(low) == "heard" or (asked_about_danger(before) and answers_danger(low) == "admits"):
            # What a few plain words say is not left to a probability.
            row[_PASSIVE] = max(row[_PASSIVE], SPOKEN)
        decision = self._decision = self._policy.decide(np.array([row]))
        voiced = self._voiced(patient_says, heard)
        if voiced:
            self._beliefs = [*self._beliefs, voiced][-_REMEMBERED:]
        said = word(
            decision.acts[0].tolist(),
            patient_says,
            intent=INTENTS[int(decision.intent[0])],
            earlier=self._said,
            key=self._key,
            turn=self._policy.turn,
            upset=heard.arousal >= UPSET,
            belief=voiced or " ".join(self._beliefs),
        )
        self._said.append(said)
        return said

    def features(self, heard: PatientReading) -> list[float]:
        """Return what was sensed as the features of :data:`~therapy_env.cues.OBS_NAMES`, in order."""
        found = heard.features()
        distortion, delusion = found["distortion"], found["delusion"]
        topic = 0.0
        if max(distortion, delusion) >= VOICED:
            # Beliefs have no index in words: the kind that was heard first is the first belief.
            kind = "delusion" if delusion >= distortion else "distortion"
            if kind not in self._kinds:
                self._kinds.append(kind)
            topic = 0.25 + 0.5 * self._kinds.index(kind)
        # Some people are short or wary from the first word. Strain is what goes beyond that, once there is a "we".
        shown, reserve = found["withdrawal"], self._reserve
        self._reserve += (shown - reserve) / (self._policy.turn + 2)
        met = bool(self._said)
        found |= {
            "withdrawal": met * max(0.0, shown - 0.8 * reserve),
            "confrontation": met * found["confrontation"],
            "topic": topic,
            "turn": min(1.0, self._policy.turn / self._max_turns),
        }
        return [found[name] for name in OBS_NAMES]

    def _voiced(self, text: str, heard: PatientReading) -> str:
        """Return the sentence that voices a belief most clearly; empty where none does."""
        whole = 1.0 - min(heard.distortion["none"], heard.delusion["none"])
        if whole < VOICED:
            return ""
        sentences = [s.strip() for s in _SENTENCE.findall(text) if len(s) > 8]
        if len(sentences) < 2:
            return text
        strengths = []
        for sentence in sentences[:8]:
            read = read_patient(sentence)
            strengths.append(1.0 - min(read.distortion["none"], read.delusion["none"]))
        best = max(range(len(strengths)), key=strengths.__getitem__)
        return sentences[best] if strengths[best] >= _PLAIN else ""
