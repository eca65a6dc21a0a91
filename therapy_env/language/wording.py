"""Wording: acts -> what a therapist says.

The acts are put in the order in which people say such things (what is felt first, what is worked on next, a question
last), each as one phrase that takes up something this patient has just said. Choices are counter-based draws, so the
same arguments give the same words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from therapy_env.acts import ACTS
from therapy_env.core.noise import uniforms
from therapy_env.language.wording_phrases import Phrase, pools
from therapy_env.language.wording_pick import NOTHING, Picked, pick

PRESENT = 0.25
"""Intensity from which an act is put into words."""
_LEADS = ("hold", "reflect")
_STATED = ("collude", "challenge", "stigma", "educate", "reframe", "advise")
"""In the order in which they are said."""
_ASKED = ("risk", "socratic", "accommodate", "explore", "probe")
"""Where two are equally strong, the first is asked."""
_ON_BELIEF = frozenset(("socratic", "reframe", "challenge", "collude", "accommodate", "stigma"))
_SPECIFIC = 12.0
"""How much likelier a phrase that takes up the patient's words is chosen than one that does not."""
_MEANT = {
    "listen": "explore", "goal": "explore", "examine": "socratic", "reframe": "reframe", "repair": "repair",
    "risk": "risk", "advise": "advise", "agree": "collude", "contradict": "challenge", "go_along": "accommodate",
    "support": "explore", "advocate": "advise",
}  # fmt: skip
"""The act that an intent is about, worded also where the vector has nothing but what leads up to it."""
_MOST_PARTS = 3
_FIRST_SLOT = 64
_VAGUE = frozenset(("it", "it's", "it'd", "there", "there's", "that", "that's", "this", "nothing", "you're"))
"""Beginnings of clauses that say too little by themselves."""
_DARK = re.compile(
    r"\b(?:suicid|kill|die\b|dying|dead\b|death|end it|ending it|harm|not be here|be here any|wake up|disappear|"
    r"go on like|without me|switched off|no point|not exist|give up|goodbye|wish i w|be gone|not wake|alive)"
)
"""Words about death or an end: a question about danger can start from them."""
_WHOM = {"they": "them", "he": "him", "she": "her"}


def word(
    acts: Sequence[float],
    patient: str,
    *,
    intent: str = "",
    earlier: Sequence[str] = (),
    key: int = 0,
    turn: int = 0,
    upset: bool = False,
    belief: str | None = None,
) -> str:
    """Return what a therapist says who does ``acts``.

    Args:
        acts: 15 intensities in the order of :class:`~therapy_env.acts.Act`; below :data:`PRESENT` an act is left out.
        patient: what the patient just said.
        intent: what the turn is for, one of ``INTENTS``; picks phrases made for it where there are any.
        earlier: the therapist's own earlier turns of the session; no phrase is said twice while others are left.
        key: 64-bit noise key.
        turn: number of the turn; another turn, another choice.
        upset: the patient is too upset to be asked things: nothing is asked unless asking is all there is.
        belief: the words in which the patient put the belief that the turn is about, now or earlier; empty where
            nothing like a belief was said. ``None``: whatever ``patient`` says may be one.

    Returns:
        One to three parts in natural order, at most one question (two where facts are asked for besides).
    """
    strength = {name: float(x) for name, x in zip(ACTS, acts, strict=True) if x >= PRESENT}
    if intent in _MEANT and strength.keys() <= set(_LEADS):
        strength[_MEANT[intent]] = 0.6
    if not strength and intent:
        strength["explore"] = 0.6  # whoever has nothing warm to say still asks
    draws = _Draws(key, turn)
    parts = _plan(strength, upset, draws)
    speech = _Speech(patient, belief, intent, tuple(earlier), draws)
    # What the turn is for chooses first what to take up; what leads up to it makes do with the rest.
    said: dict[str, str] = {}
    for act in sorted(parts, key=lambda name: (name in _LEADS, -strength.get(name, 0.0))):
        said[act] = speech.say(act)
    return " ".join(said[act] for act in parts if said[act])


class _Draws:
    """Uniform draws, one after another."""

    def __init__(self, key: int, turn: int) -> None:
        self._drawn = iter(uniforms(int(key) & 0xFFFFFFFFFFFFFFFF, int(turn), _FIRST_SLOT, 24))

    def next(self) -> float:
        return float(next(self._drawn))


def _plan(strength: dict[str, float], upset: bool, draws: _Draws) -> list[str]:
    """Return the acts that get a part, in the order in which they are said."""
    pick_lead = draws.next()
    asked = sorted((act for act in _ASKED if act in strength), key=lambda act: -strength[act])
    stated = [act for act in _STATED if act in strength]
    leads = [act for act in _LEADS if act in strength]
    if "repair" in strength:
        return ["repair"]  # it owns, and it asks; more would drown it
    if upset and leads and strength.get("hold", 0.0) >= 0.5 and "risk" not in strength:
        asked = [act for act in asked if strength[act] >= 0.85]
    questions = asked[:1]
    if "probe" in asked[1:] and strength["probe"] >= 0.4:
        questions.append("probe")
    work = [act for act in (*stated, *questions) if strength[act] >= 0.4]
    if len(leads) == 2 and work and min(strength[act] for act in leads) < 0.55:
        total = strength["hold"] + strength["reflect"]
        first = "hold" if pick_lead * total < strength["hold"] else "reflect"
        most = max(strength.values())
        main = [act for act in leads if strength[act] >= most]
        leads = main if len(main) == 1 else [first]
    if len(stated) > 2:
        weakest = sorted(stated, key=lambda act: -strength[act])[2:]
        stated = [act for act in stated if act not in weakest]
    parts = [*leads, *stated, *questions]
    while len(parts) > _MOST_PARTS:
        parts.remove(min(parts, key=lambda act: strength[act]))
    if not parts or "other" in strength and strength["other"] >= max(strength.values()):
        return ["other"]
    return parts


class _Speech:
    """One turn in the making: what is left to take up, and what was said before."""

    def __init__(self, patient: str, belief: str | None, intent: str, earlier: tuple[str, ...], draws: _Draws) -> None:
        self.now = pick(patient)
        self.about = self.now if belief is None else pick(belief) if belief else NOTHING
        self.dark = _DARK.search(patient.lower()) is not None
        self.fresh = belief is None or bool(belief) and belief in patient
        self.intent = intent
        self.before = " ".join(earlier).lower()
        self.draws = draws
        self.used: set[str] = set()
        self.felt = False

    def say(self, act: str) -> str:
        """Return a phrase for ``act``, filled."""
        found = pools()
        special = "heard" if act == "risk" and self.dark else self.intent
        own = found.get(f"{act}@{special}", ())
        values = self._values(act)
        for pool in (own, found[act]):
            ready = [p for p in pool if values.keys() >= set(p.slots) and p.mark not in self.before]
            if ready:
                return self._choose(ready, values)
        # All said: the one that was said longest ago.
        left = [p for p in (own or found[act]) if values.keys() >= set(p.slots)] or [
            p for p in found[act] if not p.slots
        ]
        return min(left, key=lambda p: self.before.rfind(p.mark)).fill({k: v[0] for k, v in values.items()})

    def _values(self, act: str) -> dict[str, list[str]]:
        now, about = self.now, self.about
        values: dict[str, list[str]] = {}
        claims = about.claims if self.fresh or act in _ON_BELIEF or self.intent == "consolidate" else ()
        self._put(values, "claim", claims)
        self._put(values, "inner", tuple(c for c in claims if c.startswith("you")))
        self._put(values, "outer", tuple(c for c in claims if not c.startswith("you")))
        self._put(values, "fact", tuple(c for c in now.claims if c not in about.claims and c.split()[0] not in _VAGUE))
        self._put(values, "event", now.events)
        self._put(values, "did", now.deeds)
        things = _things(now, about, act)
        self._put(values, "thing", things)
        self._put(values, "one", tuple(x for x in things if not x.endswith("s") or x.endswith(("ss", "us", "is"))))
        who = about.who if about.claims else ""
        if who:
            values["who"], values["whom"] = [who], [_WHOM[who]]
        if now.feeling and not self.felt:
            values["feel"] = [now.feeling]
        return values

    def _put(self, values: dict[str, list[str]], slot: str, found: tuple[str, ...]) -> None:
        left = [x for x in found if x not in self.used]
        new = [x for x in left if x.lower() not in self.before]
        if new or (left and slot in ("claim", "inner", "outer") and self.fresh):
            values[slot] = new or left

    def _choose(self, ready: list[Phrase], values: dict[str, list[str]]) -> str:
        weights = [_SPECIFIC if p.slots else 1.0 for p in ready]
        at = self.draws.next() * sum(weights)
        chosen = ready[-1]
        for phrase, weight in zip(ready, weights, strict=True):
            at -= weight
            if at < 0.0:
                chosen = phrase
                break
        filled: dict[str, str] = {}
        for slot in chosen.slots:
            options = values[slot]
            filled[slot] = options[int(self.draws.next() * len(options))]
            self.used.add(filled[slot])
            if slot in ("event", "did"):
                deed = filled[slot].removeprefix("you ")
                self.used.update((deed, f"you {deed}"))
            self.felt = self.felt or slot == "feel"
        return chosen.fill(filled)


def _things(now: Picked, about: Picked, act: str) -> tuple[str, ...]:
    return (about.things or now.things) if act in _ON_BELIEF else now.things
