"""Wording: acts -> what a therapist says.

The acts are put in the order in which people say such things (what is felt first, what is worked on next, a question
last), each as one phrase that takes up something this patient has just said. Which phrase is chosen goes by what kind
of turn the patient's was and by what the belief is about. Choices are counter-based draws, so the same arguments give
the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32

from therapy_env.acts import ACTS
from therapy_env.core.noise import uniforms
from therapy_env.language.wording_moments import answers_danger, complaint, danger, moments, themes
from therapy_env.language.wording_phrases import Phrase, Pool, pools
from therapy_env.language.wording_pick import NOTHING, pick

PRESENT = 0.25
"""Intensity from which an act is put into words."""
_LEADS = ("hold", "reflect")
_STATED = ("collude", "challenge", "stigma", "educate", "reframe", "advise")
"""In the order in which they are said."""
_ASKED = ("risk", "socratic", "accommodate", "explore", "probe")
"""Where two are equally strong, the first is asked."""
_ON_BELIEF = frozenset(("socratic", "reframe", "challenge", "collude", "accommodate", "stigma"))
_MEANT = {
    "listen": "explore", "goal": "explore", "examine": "socratic", "reframe": "reframe", "repair": "repair",
    "risk": "risk", "advise": "advise", "agree": "collude", "contradict": "challenge", "go_along": "accommodate",
    "support": "explore", "advocate": "advise",
}  # fmt: skip
"""The act that an intent is about, worded also where the vector has nothing but what leads up to it."""
_UNANSWERING = frozenset(("agree", "contradict", "advise", "repair", "risk"))
"""Intents in which a question that the patient asked is not answered first."""
_MOST_PARTS = 3
_FIRST_SLOT = 64
_DRAWS = 28
_W_MOMENT, _W_THEME, _W_OWN, _W_BASE = 8.0, 5.0, 5.0, 4.0
"""How readily a phrase is taken that was made for this kind of turn, this kind of belief, this intent, or for any."""
_W_TOPIC = 1.5
_STEPS = (3, 5, 7, 11, 13, 17, 19, 23)
_EITHER = 0.3
"""How often a phrase that takes up none of the patient's words is as welcome as one that does."""
_WHOM = {"they": "them", "he": "him", "she": "her"}
_OF_DEEDS = frozenset(("blame", "worthless", "gone", "damned"))
"""Themes of beliefs that are put as something done."""
_OF_OTHERS = frozenset(
    ("watched", "judged", "control", "signs", "mission", "doom", "betrayed", "somatic", "gone", "damned")
)
"""Themes of beliefs that need not name the patient."""
_OF_ACTS = frozenset(("watched", "control", "betrayed"))
"""Themes of beliefs about what others do."""
_VAGUE = frozenset(("it", "that", "this", "there", "nothing", "everything", "something"))
"""What a claim begins with that says what it is about only by the rest."""
_KNOWN = frozenset(("they", "he", "she", "you", "everybody", "everyone", "somebody", "someone", "people", "nobody"))
"""What a claim begins with that can be taken up though nothing else says that it is a belief."""
_TOPICS = frozenset(("sleep", "work", "hello"))
"""Moments that only name a topic, or none."""
_GOES_BACK = frozenset(("socratic", "accommodate", "reframe"))
"""Acts that name a belief again, though it was named before."""
_OF_BELIEF = frozenset(("claim", "inner", "outer", "thing", "one"))
"""Slots that are filled from the words of the belief."""
_TELLING = frozenset(("denies", "admits", "evades", "dark", "brief", "guarded", "puzzled"))
"""Moments that are answered as such, even where something could be taken up."""
_NO_THEME = frozenset(("probe", "risk", "repair", "educate", "other", "stigma"))


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
        turn: number of the turn, from 1; another turn, another choice.
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
    draws = _Draws(key, turn, patient)
    parts = _plan(strength, upset, draws)
    speech = _Speech(patient, belief, intent, tuple(earlier), draws, turn)
    if speech.asked and not speech.dark and intent not in _UNANSWERING and parts[0] in _LEADS:
        parts = ["answer", *(act for act in parts if act not in _LEADS)]
    elif speech.answered and parts[0] in _LEADS and "risk" not in parts:
        parts = [parts[0], *(act for act in parts if act not in _LEADS)]
    # What the turn is for chooses first what to take up; what leads up to it makes do with the rest.
    said: dict[str, str] = {}
    for act in sorted(parts, key=lambda name: (name in _LEADS, -strength.get(name, 0.0))):
        said[act] = speech.say(act)
    return " ".join(said[act] for act in parts if said[act])


class _Draws:
    """Uniform draws, one after another."""

    def __init__(self, key: int, turn: int, patient: str) -> None:
        mixed = (int(key) ^ (crc32(patient.encode("utf-8", "replace")) << 16)) & 0xFFFFFFFFFFFFFFFF
        self._drawn = iter(uniforms(mixed, int(turn), _FIRST_SLOT, _DRAWS))

    def next(self) -> float:
        return float(next(self._drawn, 0.5))


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

    def __init__(
        self, patient: str, belief: str | None, intent: str, earlier: tuple[str, ...], draws: _Draws, turn: int
    ) -> None:
        self.now = now = pick(patient)
        self.belief = patient if belief is None else belief
        self.about = now if belief is None else pick(belief) if belief else NOTHING
        self.fresh = belief is None or bool(belief) and belief in patient
        self.intent = intent
        self.before = " ".join(earlier).lower()
        self.draws = draws
        self.used: set[str] = set()
        self.low = patient.lower().replace("’", "'")
        marks = moments(self.low)
        self.themes = themes((patient if belief is None else belief).lower().replace("’", "'"))
        self.asked = next((name for name in marks if name.startswith("asks_")), "")
        self.dark = danger(self.low) == "heard"
        self.answered = answers_danger(self.low) if earlier and asked_about_danger(earlier[-1]) else ""
        self.moments = [*self._more_moments(not earlier and turn == 1, marks), *marks]
        self.values = self._found()

    def _more_moments(self, first: bool, marks: list[str]) -> Iterator[str]:
        now = self.now
        if self.answered:
            yield self.answered
        if self.dark and not self.answered or self.answered == "admits":
            yield "dark"
        if first:
            yield "hello"
        for name, found in (
            ("plan", now.plans), ("want", now.wants or now.wishes), ("doubt", now.maybes), ("body", now.bodily),
            ("eased", now.eased), ("named", now.feeling),
        ):  # fmt: skip
            if found and name not in marks:
                yield name

    def say(self, act: str) -> str:
        """Return a phrase for ``act``, filled."""
        values = self._values(act)
        groups = list(self._groups(act, values))
        # Something of the patient's own is taken up in every turn, if there is anything; by whatever is said first.
        own_words = not self.used and act not in _NO_THEME
        for plain in (False, True) if own_words else (True,):
            left = groups.copy()
            while left:
                at = self.draws.next() * sum(weight for weight, _, _ in left)
                index = len(left) - 1
                for i, (weight, _, _) in enumerate(left):
                    at -= weight
                    if at < 0.0:
                        index = i
                        break
                _, pool, telling = left.pop(index)
                phrase = self._unsaid(pool, values, plain or telling)
                if phrase:
                    return self._fill(phrase, values)
        # All said: the one that was said longest ago.
        spare = pools()[act].plain
        return min(spare, key=lambda phrase: self.before.rfind(phrase.mark)).text

    def _groups(self, act: str, values: dict[str, list[str]]) -> Iterator[tuple[float, Pool, bool]]:
        """Yield phrases that would serve, by what they were made for: weight, phrases, whether they tell enough."""
        found = pools()
        special = {
            "answer": f"answer+{self.asked}",
            "repair": f"repair+{complaint(self.low) or self._strain()}" if act == "repair" else "",
            "risk": f"risk@{danger(self.low)}" if act == "risk" else "",
        }.get(act)
        if special is not None:
            yield 1.0, found.get(special, found[act]), True
            yield 1e-6, found[act], True
            return
        lead = act in _LEADS
        settled = (self.answered or "dark") if lead else "dark"
        own = found.get(f"{act}@{self.intent}")
        for name in self.moments:
            if name in _TOPICS and self.fresh and self.themes:
                continue  # there is something closer to speak of
            weight = _W_MOMENT * (1000.0 if name == settled else 1.0)
            if name in _TOPICS and name != "hello":
                weight = _W_TOPIC
            for pool in (f"{act}@{self.intent}+{name}", f"{act}+{name}" if lead or own is None else ""):
                if pool in found:
                    yield weight, found[pool], name in _TELLING
        if not self.fresh and act in _ON_BELIEF and "claim" in values:
            # What was said earlier has to be named again, or nobody knows what "it" is.
            yield _W_MOMENT, found[f"{act}+later"] if f"{act}+later" in found else found[act], False
        elif act not in _NO_THEME and (self.fresh or act in _ON_BELIEF):
            for name in self.themes:
                for pool in (f"{act}@{self.intent}+{name}", f"{act}+{name}" if lead or own is None else ""):
                    if pool in found:
                        yield _W_THEME, found[pool], False
        if own is not None:
            yield _W_OWN, own, False
        # What was made for any turn comes last where there is something closer.
        yield (_W_BASE if own is None and (self.fresh or act not in _ON_BELIEF) else 1e-3), found[act], False

    def _strain(self) -> str:
        return "" if "you" in self.low and "guarded" not in self.moments else "quiet"

    def _unsaid(self, pool: Pool, values: dict[str, list[str]], plain: bool) -> Phrase | None:
        """Return a phrase that can be filled and has not been said; rather one that takes the patient's words up.

        Args:
            pool: to choose from.
            values: what slots can be filled with.
            plain: whether one that takes nothing up will do.
        """
        kinds = (pool.filled, pool.plain) if plain else (pool.filled,)
        if plain and pool.plain and self.draws.next() < _EITHER:
            kinds = (pool.plain, pool.filled)
        names, before = values.keys(), self.before
        for phrases in kinds:
            most = len(phrases)
            if not most:
                continue
            # In steps, so that of phrases that stand together the first has no advantage.
            at, step = int(self.draws.next() * most), _STEPS[int(self.draws.next() * len(_STEPS))]
            if most % step == 0:
                step = 1
            for _ in range(most):
                at = (at + step) % most
                phrase = phrases[at]
                if phrase.slots <= names and phrase.mark not in before:
                    return phrase
        return None

    def _found(self) -> dict[str, tuple[str, ...]]:
        now, about = self.now, self.about
        claims = about.claims
        # What is told in the sentence that voices the belief is part of it, and not to be said back as a fact.
        told = frozenset(about.events) if self.fresh and about is not now and self.themes else frozenset()
        if not claims and _OF_OTHERS.intersection(self.themes):
            # Where little else was said, the clause is the belief; in a longer turn it has to speak of it by itself.
            short = self.fresh and about is not now and self.belief.count(".") <= 2
            claims = tuple(c for c in about.loose if short or _OF_OTHERS.intersection(themes(c)))
        if not claims and self.fresh and _OF_DEEDS.intersection(self.themes):
            claims = about.events[:1]
        if not _OF_OTHERS.intersection(self.themes):
            claims = tuple(c for c in claims if "you" in c)
        claims = tuple(c for c in claims if c.split()[0].split("'")[0] not in _VAGUE or themes(c))
        if not self.themes:
            claims = tuple(c for c in claims if c.split()[0].split("'")[0] in _KNOWN)
        return {
            "claim": claims,
            "inner": tuple(c for c in claims if c.startswith("you")),
            "outer": tuple(c for c in claims if not c.startswith("you")),
            "event": tuple(e for e in now.events if e not in told and e not in claims),
            "did": tuple(d for d in now.deeds if f"you {d}" not in told and f"you {d}" not in claims),
            "plan": now.plans,
            "want": now.wants,
            "wish": now.wishes,
            "maybe": now.maybes,
            "body": now.bodily,
            "person": now.persons,
            "named": now.things,
            "thing": about.things if self.themes else (),
            "one": tuple(x for x in about.things if self.themes and (not x.endswith("s") or x.endswith(("ss", "us")))),
            "feel": (now.feeling,) if now.feeling else (),
            "good": (now.eased,) if now.eased else (),
        }

    def _values(self, act: str) -> dict[str, list[str]]:
        values: dict[str, list[str]] = {}
        on_belief = act in _ON_BELIEF or self.intent == "consolidate"
        for slot, found in self.values.items():
            if not found or (slot in _OF_BELIEF and not (self.fresh or on_belief)):
                continue
            left = [x for x in found if x not in self.used]
            if slot == "named":
                left = [x for x in left if not any(x in used for used in self.used)]
            new = [x for x in left if slot in ("feel", "good") or x.lower() not in self.before]
            if new or (left and slot in ("claim", "inner", "outer") and (self.fresh or act in _GOES_BACK)):
                values[slot] = new or left
        if self.about.who and self.about.claims and _OF_ACTS.intersection(self.themes):
            values["who"], values["whom"] = [self.about.who], [_WHOM[self.about.who]]
        return values

    def _fill(self, phrase: Phrase, values: dict[str, list[str]]) -> str:
        filled: dict[str, str] = {}
        for slot in phrase.order:
            options = values[slot]
            filled[slot] = options[int(self.draws.next() * len(options))]
            self.used.add(filled[slot])
            if slot in ("event", "did"):
                deed = filled[slot].removeprefix("you ")
                self.used.update((deed, f"you {deed}"))
        return phrase.fill(filled)


def asked_about_danger(text: str) -> bool:
    """Return whether a therapist's turn asks about danger."""
    low = text.lower()
    return any(word in low for word in _OF_DANGER)


_OF_DANGER = (
    "dying", "suicid", "ending your life", "taking your life", "killing yourself", "harming yourself", "harm yourself",
    "hurting yourself", "hurt yourself", "be alive", "been dead", "better off dead", "were dead", "being dead",
    "not being here", "worth living", "not wake up", "want to die", "ending it all", "not wanting to live",
    "not living",
)  # fmt: skip
