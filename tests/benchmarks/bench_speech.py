"""Measure the embedded speaking encoding; run as a script: ``python tests/benchmarks/bench_speech.py [PERSONA ...]``.

Prints the share of distinct sentences over seeds, repeats within 40 turns, how often the question that is asked is the
question that is answered (hand-made questions), echoes and therapist's lines in whole sessions, and the time of one
``say``.
"""

from __future__ import annotations

import copy
import random
import re
import sys
import time
from pathlib import Path

import yaml

from therapy_env.acts import ACTS, TurnReading, Uptake
from therapy_env.agents.loading import load_agent
from therapy_env.core.noise import stream_key
from therapy_env.core.simulator import Simulator
from therapy_env.cues import Cues
from therapy_env.language.speaking import Heard, Speaker
from therapy_env.language.speaking_pools import sentence_keys
from therapy_env.language.speaking_questions import asked
from therapy_env.persona import Persona
from therapy_env.session import Session
from therapy_env.steps import drive

LIBRARY = Path(__file__).resolve().parents[2] / "personas"

QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("How did that make you feel?", "feeling", "feelings"),
    ("What is it like for you when the evening comes?", "feeling", "feelings"),
    ("What's that like, to carry it on your own?", "feeling", "feelings"),
    ("Were you frightened when he said that?", "feeling", "feelings"),
    ("I'm wondering what feelings come up as you say that.", "feeling", "feelings"),
    ("What makes you think it was deliberate?", "evidence", "for"),
    ("How do you know it was them?", "evidence", "for"),
    ("What have you seen that tells you so?", "evidence", "for"),
    ("What's the strongest evidence you have?", "evidence", "for"),
    ("What convinced you in the first place?", "evidence", "for"),
    ("Could there be another explanation for that?", "alternative", "against alternative no_other maybe_other"),
    (
        "Is there anything that doesn't quite fit with that idea?",
        "alternative",
        "against alternative no_other maybe_other",
    ),
    ("What else might have caused it?", "alternative", "against alternative no_other maybe_other"),
    ("Have there been times when it turned out otherwise?", "alternative", "against alternative no_other maybe_other"),
    ("How sure are you about it right now?", "certainty", "firm leaning doubtful"),
    ("On a scale of 0 to 100, how strongly do you believe it?", "certainty", "firm leaning doubtful"),
    ("Is there any part of you that doubts it?", "certainty", "firm leaning doubtful"),
    ("Can you give me an example of that?", "example", "situation for"),
    ("Tell me about the last time it happened.", "example", "situation for"),
    ("What happened then, exactly?", "example", "situation for"),
    ("When did all this start?", "onset", "fact.onset"),
    ("How long has this been going on for?", "onset", "fact.onset"),
    ("When did you first notice it?", "onset", "fact.onset"),
    ("How often does that happen?", "frequency", "often"),
    ("How much of the day does it take up?", "frequency", "often"),
    ("What do you do when it gets bad?", "coping", "coping safety"),
    ("How have you been managing to get through the days?", "coping", "coping safety"),
    ("What helps, even a little?", "coping", "coping safety"),
    ("Who knows about this?", "support", "fact.friends fact.family fact.partner protective not_told"),
    ("Is there anyone you can talk to?", "support", "fact.friends fact.family fact.partner protective not_told"),
    ("Have you told anybody about it?", "support", "fact.friends fact.family fact.partner protective not_told"),
    ("What would you like to get out of our meetings?", "goal", "goals willing"),
    ("If you woke up tomorrow and it was gone, what would be different?", "goal", "goals willing"),
    ("What are you hoping for?", "goal", "goals willing"),
    ("What are you good at?", "strengths", "strengths"),
    ("What has gone well this week?", "strengths", "strengths"),
    ("What would it say about you if it were true?", "meaning", "fact.meaning core_beliefs intermediate"),
    ("What does that mean to you?", "meaning", "fact.meaning core_beliefs intermediate"),
    ("Have you had any thoughts of ending your life?", "risk", "risk"),
    ("Do you ever wish you could go to sleep and not wake up?", "risk", "risk"),
    ("Are you safe at home tonight?", "risk", "risk"),
    (
        "Would you be willing to try a small experiment this week?",
        "homework",
        "willing might_try yes_but stuck butting",
    ),
    ("How about keeping a diary until we next meet?", "homework", "willing might_try yes_but stuck butting"),
    ("Where do you feel that in your body?", "body", "fact.health feelings"),
    ("Is that right?", "confirm", "nods holding not_quite"),
    ("You felt left out of it. Have I understood that right?", "confirm", "nods holding not_quite"),
    ("Would it be all right if we looked at that together?", "permission", "yes_you_may rather_not"),
    ("Can I ask you something about the evening before?", "permission", "yes_you_may rather_not"),
    ("Thank you for telling me that.", "thanks", "thanked"),
    ("We have to stop in a minute. How was today for you?", "closing", "closings us_"),
    ("Hello, come in. Good to meet you.", "greeting", "greetings"),
    ("So what brings you here?", "presenting", "presenting openings"),
    ("How are you sleeping?", "fact", "fact.sleep fact.health"),
    ("What is your work like?", "fact", "fact.work situation.work"),
    ("Tell me about your family.", "more", "fact.family situation.family fact.childhood"),
    ("What was it like growing up in your house?", "fact", "fact.childhood fact.family"),
    ("Does faith play a part in your life?", "fact", "fact.faith fact.meaning fact.family"),
    ("Are you managing all right with money?", "fact", "fact.money fact.work coping"),
    ("What's the worst that could happen?", "worst", "intermediate core_beliefs feelings"),
    ("Did I get something wrong just now?", "us", "us_ thaw"),
    ("How does all this affect your daily life?", "impact", "fact.day fact.mood fact.sleep safety"),
    ("Have you had help with this before?", "help", "fact.help goals"),
    ("What would a good friend say about it?", "perspective", "against alternative fact others dont_know"),
    ("so how have things been since we last spoke", "feeling", "feelings calm upset"),
    ("Was it more fear or anger?", "feeling", "feelings calm upset"),
    ("I'd like to hear what that's like for you", "feeling", "feelings calm upset"),
    ("where did you grow up", "fact", "fact.childhood fact.family"),
    ("Do you have any brothers or sisters?", "fact", "fact.family fact.childhood"),
    ("are you seeing anyone at the moment, a partner?", "fact", "fact.partner fact.family"),
    ("what do you do for a living", "fact", "fact.work situation.work"),
    ("Is money tight?", "fact", "fact.money fact.work"),
    ("Did you eat anything today?", "fact", "fact.health"),
    ("How do you spend your evenings?", "fact", "fact.day fact.leisure coping situation.day"),
    ("Would you call yourself a religious person?", "fact", "fact.faith"),
    ("Any hobbies?", "fact", "fact.leisure"),
    ("Who do you live with?", "household", "fact.family fact.home fact.partner"),
    ("who would you call in a crisis", "support", "fact.friends fact.family fact.partner protective not_told"),
    ("What crossed your mind at that moment?", "thought", "firm leaning doubtful"),
    ("What do you think is happening?", "thought", "firm leaning doubtful"),
    ("What makes that feel so true?", "evidence", "for"),
    ("How come?", "evidence", "for"),
    ("Why would he do that?", "evidence", "for"),
    ("What would it take to change your mind?", "alternative", "against alternative no_other maybe_other"),
    ("could it have meant something else", "alternative", "against alternative no_other maybe_other"),
    ("What would you say to somebody in the same situation?", "to_a_friend", "to_a_friend against"),
    ("What would your sister make of it?", "perspective", "against alternative fact others dont_know"),
    ("Can you put a number on how bad it is?", "scale", "bad_ feelings"),
    ("Is it worse than last week?", "scale", "bad_ feelings"),
    ("What's getting in the way?", "obstacle", "stuck staying"),
    ("What sets it off?", "trigger", "situation coping"),
    ("When is it at its worst?", "trigger", "situation coping"),
    ("Has anything like this happened before?", "onset", "fact.onset"),
    ("Was it always like this?", "onset", "fact.onset"),
    ("is it there all the time", "frequency", "often"),
    ("What precautions do you take?", "safety", "safety coping"),
    ("What do you do to protect yourself?", "safety", "safety coping"),
    ("what do you do to relax", "pastime", "coping fact.leisure"),
    ("How would your life look without it?", "goal", "goals willing"),
    ("What would make today worthwhile for you?", "goal", "goals willing"),
    ("What are you proudest of?", "strengths", "strengths"),
    ("What scares you most?", "worst", "intermediate core_beliefs feelings"),
    ("Do you ever feel like giving up on everything?", "risk", "risk"),
    ("have things ever got so bad that you wanted to die", "risk", "risk"),
    ("Have there been times when you'd rather have been dead?", "risk", "risk"),
    ("Shall we leave that for now?", "permission", "yes_you_may rather_not"),
    ("Am I going too fast for you?", "us", "us_ thaw held"),
    ("Is there anything you want to ask me?", "ask_back", "asks_back"),
    ("Tell me a bit about yourself.", "self", "fact.work fact.family fact.home strengths"),
    ("Are you on any medication?", "help", "fact.help goals"),
    ("Could you try leaving it for one day?", "homework", "willing might_try yes_but stuck butting"),
    ("Say a little more?", "more", "for situation hints"),
)
"""Question, kind, and the beginnings (after ``shared.``) of pools that answer it."""

TALK = (
    "You sound worn out by it.",
    "I can hear how much that matters.",
    "So it's the evenings that are the hardest.",
    "That must have been a shock.",
    "Mm.",
    "You've kept going in spite of it.",
)


def reading(fit: float = 0.6, uptake: Uptake = Uptake.NONE, **acts: float) -> TurnReading:
    """Return a reading with these acts."""
    vector = [0.0] * len(ACTS)
    for name, value in acts.items():
        vector[ACTS.index(name)] = value
    return TurnReading(tuple(vector), uptake, fit=fit)


def personas(names: list[str]) -> list[Persona]:
    """Return the personas of the library, or those named."""
    files = sorted(LIBRARY.glob("*.yaml")) if not names else [LIBRARY / f"{name}.yaml" for name in names]
    return [Persona.model_validate(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files]


def wander(persona: Persona, seed: int, turns: int) -> list[tuple[Cues, Heard]]:
    """Return a session's worth of cues that drift, and of things heard."""
    rng = random.Random(seed)
    firmness, arousal, disclosure, warmth = 0.85, 0.55, 0.3, 0.3
    heard: list[tuple[Cues, Heard]] = []
    for _ in range(turns):
        firmness = min(0.95, max(0.1, firmness - 0.015 + rng.gauss(0, 0.05)))
        arousal = min(0.95, max(0.1, arousal + rng.gauss(0, 0.1)))
        disclosure = min(0.95, disclosure + 0.03)
        warmth = min(0.9, warmth + 0.015)
        if rng.random() < 0.65:
            text = rng.choice(QUESTIONS)[0]
            read = reading(explore=0.7, socratic=0.3 * rng.random())
        else:
            text = rng.choice(TALK)
            read = reading(reflect=0.6, hold=0.5)
        draw = rng.random()
        cues = Cues(
            belief=rng.randrange(len(persona.beliefs)) if rng.random() < 0.6 else -1,
            firmness=firmness,
            disclosure=disclosure,
            arousal=arousal,
            withdrawal=0.7 if draw < 0.06 else 0.1,
            confrontation=0.7 if 0.06 < draw < 0.12 else 0.1,
            risk=int(persona.risk.level >= 1 and rng.random() < 0.1),
            talk=rng.choice((0, 1, 1, 1, 2)),
            answer=rng.random() ** 0.5 if "?" in text else 0.0,
            insight=0.7 * rng.random() ** 2,
            warmth=warmth,
        )
        heard.append((cues, Heard(text, read)))
    return heard


def measure_repeats(library: list[Persona], seeds: int = 10, turns: int = 40) -> None:
    """Print the share of distinct sentences over seeds, and repeats within sessions."""
    repeats = said = 0
    shares = []
    for persona in library:
        everything: list[str] = []
        for seed in range(seeds):
            speaker = Speaker(persona, stream_key(seed))
            seen: set[str] = set()
            for turn, (cues, heard) in enumerate(wander(persona, seed, turns)):
                for sentence in sentence_keys(speaker.say(cues, heard, turn)):
                    repeats += sentence in seen
                    said += 1
                    seen.add(sentence)
                    everything.append(sentence)
        shares.append(len(set(everything)) / len(everything))
    print(f"distinct-sentence share over {seeds} seeds x {turns} turns: {sum(shares) / len(shares):.3f}")
    print(f"repeats within {turns} turns: {repeats} of {said} sentences")


def measure_answers(library: list[Persona]) -> None:
    """Print how often the kind of question is recognised, and answered by lines that answer it."""
    wrong_kinds = [(q, kind, asked(q).kind) for q, kind, _ in QUESTIONS if asked(q).kind != kind]
    right = total = 0
    missed: dict[str, int] = {}
    for persona in library:
        for i, (text, kind, starts) in enumerate(QUESTIONS):
            speaker = Speaker(persona, stream_key(i))
            cues = Cues(-1, 0.6, 0.6, 0.5, 0.0, 0.0, 0, 1, 0.8, 0.2, 0.5)
            read = reading(risk=0.8) if kind == "risk" else reading(explore=0.6)
            speaker.say(cues, Heard(text, read), 3)
            pools = [piece.pool.removeprefix("shared.").removeprefix("style.") for piece in speaker.pieces]
            good = any(pool.startswith(tuple(starts.split())) for pool in pools)
            right += good
            total += 1
            if not good:
                missed[f"{text} -> {', '.join(pools)}"] = missed.get(f"{text} -> {', '.join(pools)}", 0) + 1
    print(f"kind of question right: {len(QUESTIONS) - len(wrong_kinds)} of {len(QUESTIONS)}")
    for text, kind, found in wrong_kinds:
        print(f"    {text!r}: {kind}, read as {found!r}")
    print(f"question answered: {right} of {total} ({right / total:.3f})")
    for text, times in sorted(missed.items(), key=lambda item: -item[1])[:12]:
        print(f"    {times} x {text}")


_THERAPIST = re.compile(
    r"how does (?:that|it) make you feel|what comes up for you|i(?:'m| am) (?:hearing|wondering) (?:that|if) you"
    r"|it sounds (?:like|as if|as though) you|tell me more about|let's explore|what i(?:'m| am) hearing"
    r"|how long have you been feeling|on a scale of",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\b\d+ ?(?:%|percent|per cent|out of)|\b(?:conviction|alliance|arousal)\b", re.IGNORECASE)
_WORDS = re.compile(r"[a-z']+")


def runs(text: str, length: int = 6) -> set[tuple[str, ...]]:
    """Return the runs of so many words in ``text``."""
    words = _WORDS.findall(text.lower().replace("’", "'"))
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def measure_sessions(library: list[Persona], seeds: int = 10, turns: int = 20) -> None:
    """Print what whole sessions with the active agent show: distinct sentences, repeats, echoes, therapist's lines."""
    shares = []
    repeats = echoes = therapist = numbers = said = 0
    for persona in library:
        everything: list[str] = []
        for seed in range(seeds):
            agent = load_agent("active")
            session = Session(persona, seed=seed, simulator=Simulator(), max_turns=turns)
            agent.begin(session.visible, seed=seed)
            words = drive(session.open())
            own = list(sentence_keys(words))
            while session.termination is None:
                heard = agent.reply(words)
                if heard is None:
                    break
                words = drive(session.turn(heard)).patient
                said += 1
                echoes += not runs(heard).isdisjoint(runs(words))
                therapist += bool(_THERAPIST.search(words))
                numbers += bool(_NUMBER.search(words))
                own += sentence_keys(words)
            repeats += len(own) - len(set(own))
            everything += own
        shares.append(len(set(everything)) / len(everything))
    print(f"whole sessions, {seeds} seeds x {turns} turns: distinct-sentence share {sum(shares) / len(shares):.3f}")
    print(f"    of {said} turns: {repeats} repeats, {echoes} echoes, {therapist} therapist's lines, {numbers} figures")


def measure_time(library: list[Persona]) -> None:
    """Print the time of one ``say``, every text heard for the first time."""
    took, forked, made = [], [], []
    for persona in library:
        for seed in range(5):
            start = time.perf_counter()
            speaker = Speaker(persona, stream_key(seed))
            made.append(time.perf_counter() - start)
            for turn, (cues, heard) in enumerate(wander(persona, seed + 100, 40)):
                asked.cache_clear()
                start = time.perf_counter()
                speaker.say(cues, heard, turn)
                took.append(time.perf_counter() - start)
                start = time.perf_counter()
                copy.deepcopy(speaker)
                forked.append(time.perf_counter() - start)
    for name, times in (("say", took), ("deepcopy", forked), ("Speaker()", made)):
        times.sort()
        print(
            f"{name}: median {times[len(times) // 2] * 1e6:.0f} µs, 95th {times[int(len(times) * 0.95)] * 1e6:.0f} µs"
        )


if __name__ == "__main__":
    chosen = personas(sys.argv[1:])
    print(f"{len(chosen)} personas")
    measure_repeats(chosen)
    measure_answers(chosen)
    measure_sessions(chosen)
    measure_time(chosen)
