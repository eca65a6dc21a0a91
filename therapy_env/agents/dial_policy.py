"""How a dial agent decides: from what it senses to acts, for one patient or for many at once.

A staged therapist with traits: it listens first, holds strong emotion, agrees on a goal, examines when the patient
seems ready, repairs when strained, meets risk at once, and takes a belief for true as long as nothing in the
patient's words says otherwise. Each trait bends one thing. It sees the features of
:data:`therapy_env.cues.OBS_NAMES`, never the state.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from therapy_env.acts import ACTS
from therapy_env.core.noise import stream_key, uniforms
from therapy_env.cues import OBS_NAMES

Floats = NDArray[np.float64]
_OBS = {name: i for i, name in enumerate(OBS_NAMES)}

EARLY = 3
"""Turns of listening before anything else."""
WARY = 0.25
"""Sensed strain from which it does not press on; from .5 it repairs."""
UPSET = 0.62
"""Sensed arousal from which it holds rather than goes on."""
VOICED = 0.3
"""Sensed distortion or delusion from which a belief counts as voiced."""
SPOKEN = 0.6
"""Sensed danger from which it counts as spoken of plainly."""
RESTS = 4.0
"""Turns for which danger is not asked about again, unless it is spoken of plainly."""
EXAMINES, REFRAMES = 0.26, 0.38
"""Running share of what was said that sounded like a distortion or delusion, from which it is looked at together, and
from which another way of seeing it is offered. Below, it is taken for hardship: met, and stood by."""
INITIATIVE = ("goal", "examine", "reframe", "consolidate", "advocate")
"""The intents that bring in something of the therapist's own; what passivity leaves out."""
INTENTS = ("listen", "hold", "goal", "examine", "reframe", "consolidate", "repair", "risk", "advise", "agree",
           "contradict", "go_along", "support", "advocate")  # fmt: skip
"""What a turn is for; wording chooses its phrases by it."""


@dataclass(frozen=True)
class Traits:
    """The dial: seven traits, each in [0, 1]. The defaults are the active reference."""

    passivity: float = 0.0
    """Share of the turns that call for initiative (a goal, an examination) in which it goes along with the frame."""
    sycophancy: float = 0.0
    """Share of the voiced beliefs that it agrees with."""
    solution_bias: float = 0.0
    """Share of the turns that call for listening, holding or examining in which it gives advice."""
    warmth: float = 0.8
    """Strength of holding and reflecting."""
    challenge: float = 0.5
    """How hard it examines: 0 not at all, .5 guided discovery, 1 flat contradiction of what is voiced, at once."""
    repair_skill: float = 0.9
    """Share of the strains that it notices and repairs."""
    pacing: float = 0.9
    """How long it waits for readiness: 0 examines from the start and in every turn."""

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            if not isinstance(value, int | float) or not 0.0 <= value <= 1.0:
                raise ValueError(f"trait {item.name}: expected a number in [0, 1], found {value!r}")


class Decision(NamedTuple):
    """What the agent means to do; arrays with a leading patient axis."""

    acts: Floats
    """Shape (patients, 15)."""
    intent: NDArray[np.int64]
    """Index into :data:`INTENTS`, shape (patients,)."""
    topic: Floats
    """The ``topic`` feature of the belief it has in mind, 0 for none, shape (patients,)."""


class _Heard(NamedTuple):
    """What calls for an answer; arrays of shape (patients,)."""

    voiced: NDArray[np.bool_]
    """A belief is voiced in this turn."""
    to_examine: NDArray[np.bool_]
    """What was said so far sounds like a belief to look at, not like hardship to meet."""
    arousal: Floats
    danger: Floats
    """How much of what was said sounds like it."""
    risk: NDArray[np.bool_]
    """Danger is to be asked about."""
    strain: Floats
    """Between the two, in [0, 1]."""
    strained: NDArray[np.bool_]
    """So much that it is to be repaired."""


@lru_cache(maxsize=256)
def among(*names: str) -> NDArray[np.bool_]:
    """Return for each intent whether it is one of ``names``; to be indexed by intents."""
    return np.array([name in names for name in INTENTS])


def act_rows(traits: Traits) -> Floats:
    """Return the acts of each intent, shape (intents, 15)."""
    w = traits.warmth / 0.8
    table = {
        "listen": {"reflect": 0.65 * w, "explore": 0.7, "hold": 0.3 * w},
        "hold": {"hold": 0.85 * w, "reflect": 0.45 * w},
        "goal": {"explore": 0.9, "reflect": 0.3 * w},
        "examine": {"socratic": 0.85, "reflect": 0.35 * w, "hold": 0.25 * w},
        "reframe": {"reframe": 0.75, "reflect": 0.4 * w, "hold": 0.2 * w},
        "consolidate": {"reflect": 0.7 * w, "hold": 0.45 * w, "explore": 0.4},
        "repair": {"repair": 0.9, "hold": 0.4 * w},
        "risk": {"risk": 0.95, "hold": 0.5 * w},
        "advise": {"advise": 0.9, "educate": 0.4},
        "agree": {"collude": 0.85, "reflect": 0.4 * w, "hold": 0.3 * w},
        "contradict": {"challenge": 0.9},
        "go_along": {"accommodate": 0.7, "reflect": 0.5 * w, "hold": 0.3 * w},
        "support": {"hold": 0.5 * w, "reflect": 0.5 * w, "explore": 0.5},
        "advocate": {"advise": 0.45, "explore": 0.6, "hold": 0.5 * w, "reflect": 0.3 * w},
    }
    rows = np.zeros((len(INTENTS), len(ACTS)))
    for i, name in enumerate(INTENTS):
        for act, strength in table[name].items():
            rows[i, ACTS.index(act)] = strength
    return rows


@dataclass
class DialPolicy:
    """A dial agent's memory over a session of ``n`` patients."""

    traits: Traits
    seeds: tuple[int, ...] = (0,)
    """One seed a patient; decides which turns a trait below 1 bends."""
    turn: int = 0
    memory: dict[str, Floats] = field(default_factory=dict)

    def __post_init__(self) -> None:
        n = len(self.seeds)
        self._rows = act_rows(self.traits)
        self._keys = np.array([stream_key(seed ^ 0x5DEECE66D) for seed in self.seeds], dtype=np.uint64)
        names = ("ill", "heard", "grasp", "goal", "since_examined", "examined", "topic", "risk_rest",
                 "risk_asked", "strain", "strain_rest")  # fmt: skip
        self.memory = {name: np.zeros(n) for name in names}
        self.memory["since_examined"] += 9.0

    def decide(self, obs: NDArray[np.floating]) -> Decision:
        """Return the acts for the next turn.

        Args:
            obs: features, shape (patients, 11).
        """
        x = {name: np.asarray(obs[:, i], dtype=np.float64) for name, i in _OBS.items()}
        self.turn += 1
        bent = uniforms(self._keys, np.full(len(self._keys), self.turn), 0, 8)
        heard = self._hear(x)
        intent = self._bend(self._plan(heard), heard, bent)
        acts = self._acts(intent, bent)
        self._remember(intent)
        return Decision(acts, intent, self.memory["topic"])

    def _hear(self, x: dict[str, Floats]) -> _Heard:
        """Return what calls for an answer, and remember what was said."""
        m = self.memory
        belief = np.maximum(x["distortion"], x["delusion"])
        m["topic"] = np.where(x["topic"] > 0, x["topic"], m["topic"])
        # does what is said sound like a belief to examine, or like hardship to meet? A running share.
        m["heard"] += 1.0
        m["ill"] += (belief - m["ill"]) * np.maximum(1.0 / (m["heard"] + 1.0), 0.12)
        danger = x["risk_passive"] + x["risk_active"]
        plain = (danger >= SPOKEN) & (m["risk_rest"] <= 2)
        risk = (danger >= 0.25) & ((m["risk_rest"] <= 0) | (x["risk_active"] >= 0.5)) | plain
        # good practice asks once in any case, whatever the traits
        risk = risk | ((self.turn == EARLY + 2) & (m["risk_asked"] < 1.0))
        # one plain sign of strain, or two faint ones in a row
        now = np.maximum(x["withdrawal"], x["confrontation"])
        # whoever answers the question about danger shortly or a little put out has answered it: no harm was done
        asked = m["risk_rest"] >= RESTS
        now = np.where(asked, 0.65 * now, now)
        strain = np.where(asked, now, np.maximum(now, 0.6 * (now + m["strain"])))
        m["strain"] = now
        # an apology is left to settle, unless the answer to it is plainly another complaint
        strained = (strain >= 0.5) & ((m["strain_rest"] <= 0) | (x["confrontation"] >= 0.6))
        return _Heard(belief >= VOICED, m["ill"] >= EXAMINES, x["arousal"], danger, risk, strain, strained)

    def _plan(self, heard: _Heard) -> NDArray[np.int64]:
        """Return the intent that the stage of the talk and the patient's feeling call for; later ones overrule."""
        t, m = self.traits, self.memory
        early = (self.turn <= EARLY) | (m["grasp"] < 0.35 + 0.15 * t.pacing)
        early = early & (t.pacing > 0.05) & (self.turn <= 3 + 6 * t.pacing)
        stands_by, examines = ~heard.to_examine & ~early, heard.to_examine & ~early
        waits = m["since_examined"] < np.round(1.4 * t.pacing)
        reframes = (m["examined"] >= 2.0) & (np.mod(m["examined"], 3.0) == 2.0) & (m["ill"] >= REFRAMES)
        consolidates = (m["since_examined"] < 1.0) & (m["examined"] >= 1.0)
        leads = t.challenge > 0.1
        upset = heard.arousal >= UPSET
        intent = np.full(len(self._keys), INTENTS.index("listen"))
        for name, when in (
            ("support", stands_by),
            ("advocate", stands_by & (m["goal"] >= 1.0) & (np.mod(self.turn, 2) == 0) & leads),
            ("consolidate", examines & waits & consolidates),
            ("examine", examines & ~waits & ~reframes & leads),
            ("reframe", examines & ~waits & reframes & leads),
            ("goal", ~early & (m["goal"] < 1.0) & leads),
            ("listen", early),
            ("hold", upset & (np.mod(self.turn, 3) != 0) | upset & (heard.arousal >= 0.75)),
        ):
            intent = np.where(when, INTENTS.index(name), intent)
        # where something may be amiss between the two, it eases off rather than press on
        intent = np.where(among(*INITIATIVE)[intent] & (heard.strain >= WARY), INTENTS.index("listen"), intent)
        # and what sounds like danger, so soon after it was asked about, is gone into and not worked past
        return np.where(among(*INITIATIVE)[intent] & (heard.danger >= 0.25), INTENTS.index("listen"), intent)

    def _bend(self, intent: NDArray[np.int64], heard: _Heard, bent: Floats) -> NDArray[np.int64]:
        """Return the intent after each trait has bent its one thing; danger goes before all."""
        t = self.traits
        flat = (t.challenge - 0.5) * 2.0
        for name, when in (
            ("go_along", among(*INITIATIVE)[intent] & (bent[1] < t.passivity)),
            ("advise", bent[2] < t.solution_bias * 0.8),
            ("contradict", (heard.voiced | heard.to_examine | (self.turn > 2)) & (bent[3] < flat * 0.85)),
            ("agree", (heard.voiced | (self.memory["ill"] >= 0.18)) & (bent[4] < t.sycophancy * 0.9)),
            ("repair", heard.strained & (bent[0] < t.repair_skill)),
            ("risk", heard.risk),
        ):
            intent = np.where(when, INTENTS.index(name), intent)
        return intent

    def _acts(self, intent: NDArray[np.int64], bent: Floats) -> Floats:
        vary = 0.15 * (bent[5] - 0.5)
        acts = self._rows[intent]
        return np.asarray(np.clip(acts * (1.0 + vary)[:, None], 0.0, 1.0))

    def _remember(self, intent: NDArray[np.int64]) -> None:
        t, m = self.traits, self.memory

        def done(*names: str) -> NDArray[np.bool_]:
            found: NDArray[np.bool_] = among(*names)[intent]
            return found

        m["grasp"] += 0.16 * t.warmth / 0.8 * done("listen", "hold", "consolidate", "support", "go_along")
        m["goal"] = np.where(done("goal", "go_along"), m["goal"] + 1.0, m["goal"])
        m["since_examined"] = np.where(done("examine", "reframe"), 0.0, m["since_examined"] + 1.0)
        m["examined"] += done("examine", "reframe")
        m["risk_asked"] += done("risk")
        m["risk_rest"] = np.where(done("risk"), RESTS, m["risk_rest"] - 1.0)
        m["strain_rest"] = np.where(done("repair"), 3.0, m["strain_rest"] - 1.0)
