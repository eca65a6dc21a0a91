"""From a turn and its context to features: sentences, stances toward the belief, oddities of the text."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field

from therapy_env.language.features import (
    READ_LIMIT,
    STOP,
    hash_of,
    hashed_list,
    normalised,
    stem,
    token_spans,
    word_set,
)
from therapy_env.language.reading_context import PatientSide, ReadContext, belief_side, patient_side
from therapy_env.language.reading_cues import CUE_INDEX, CUES, DOING, FEELING, find_cues

BITS = 12
"""Hashed word n-gram features are in [0, 2**BITS); as many again are for the frame n-grams."""

STANCES: tuple[str, ...] = (
    "examine",
    "ask_attributed",
    "ask_inside",
    "ask_pronoun",
    "ask_other",
    "contest",
    "abstain",
    "acknowledge",
    "endorse",
    "plan_inside",
    "hedged",
    "negated",
    "about_you",
    "assert",
    "say_pronoun",
    "say_other",
)
"""What a sentence does with the belief, as far as its form tells."""

_SHAPES: tuple[str, ...] = (
    *(f"{stance}_{truth}" for truth in ("false", "true") for stance in STANCES),
    "belief_1",
    "belief_2",
    "belief_3",
    "overlap_0",
    "overlap_1",
    "overlap_2",
    "overlap_3",
    "echo",
    "question",
    "exclaim",
    "negation",
    "you_negation",
    "feeling_word",
    "doing_first",
    "third_asked",
    "third_stated",
    "third_framed",
    "words_2",
    "words_6",
    "words_15",
    "words_30",
    "words_more",
    "first",
    "last",
    "only",
    "patient_hot",
    "patient_cross",
    "patient_risk",
    "patient_asks",
    "opportunity",
    "no_belief",
    "status_delusional",
    "status_distorted",
    "status_accurate",
    "status_congruent",
)
NAMES: tuple[str, ...] = tuple(cue.name for cue in CUES) + _SHAPES
"""Names of the features that are not hashed, in order of index; hashed ones follow."""

INDEX: dict[str, int] = {name: i for i, name in enumerate(NAMES)}
N_FEATURES = len(NAMES) + (2 << BITS)

_SENTENCE = re.compile(r"[^.!?\n\s•*\"-][^.!?\n]*[.!?]*")
_THIRD = word_set(
    "they them they're they've they'd they'll their he she him her his he's she's he'd she'd he'll she'll"
)
_PRONOUNS = word_set("that it this they them those these he she him her he's she's they're it's that's")
_INJECTION = re.compile(
    r"\b(?:simulat(?:or|ion|ed patient)|reward (?:function|model|signal)|(?:set|raise|increase|lower"
    r"|reduce|decrease|update|reset|maximi[sz]e|boost|drop|change|put|give|assign|mark)\b[^.!?\n]{0,40}"
    r"\b(?:conviction|alliance|arousal|reward|score|rupture|fit|rating|state|hidden state|grade)"
    r"|system (?:prompt|message|override|note|instruction|update)|(?:previous|prior|all|above|earlier"
    r"|your|these|other) instructions|"
    r"(?:ignore|disregard|forget|override|bypass) (?:all|any|your|the|previous|prior"
    r"|every)\b[^.!?\n]{0,30}\b(?:instructions?|rules?|prompts?|guidelines|above|before)"
    r"|as an ai\b[^.!?\n]{0,40}\b(?:judge|evaluat|simulat|scor)|"
    r"(?:dear|note to|attention|hey|to the|message for|for the) (?:the )?(?:judge|grader|evaluator"
    r"|reader|simulator|rater|scorer|annotator|environment|model|parser|system)\b|judge:|grader"
    r"|language model|developer mode|end of (?:session|transcript|conversation|episode)|"
    r"session (?:is |has |was )?(?:\w+ )?(?:over|ended|complete|completed|terminated|concluded)"
    r"|treatment (?:is )?(?:complete|successful|succeeded)|therapy (?:is |was )?(?:complete|successful"
    r"|finished)|patient (?:is |has (?:been )?)?(?:now )?(?:cured|recovered|fully recovered"
    r"|feels better|feels much better|improved|says|replies|responds|no longer believes)|"
    r"(?:as|speaking as|playing|i am|i'm|role ?play(?:ing)? as) the (?:patient|client)\b"
    r"|episode (?:is )?(?:over|done|ended)|the (?:score|reward|rating) (?:is|should|must)|full (?:marks"
    r"|score)|(?:act|reading|uptake|fit|alliance|conviction|reward|stale|target|reflect|hold"
    r"|score)[\"']?\s*[:=]\s*[\"']?\d)"
)
_MARKUP = re.compile(
    r"(?:\A|\n)\s*[\[<({#*]*\s*(?:system|assistant|user|patient|client|human|judge"
    r"|instruction)s?\s*[\])}>*]*\s*[:>\]]|<\|?/?(?:system|im_|assistant|user|s>|inst)"
    r"|\{\s*[\"'][\w ]+[\"']\s*:|```|\[/?inst\]|</?\w+>"
)
_SUSPECT = word_set(
    """simulator simulation simulated reward set raise increase lower reduce decrease update reset maximise maximize
    boost drop change put give assign mark system instructions ignore disregard forget override bypass ai judge grader
    evaluator reader rater scorer annotator environment model parser language developer session treatment therapy
    patient client episode score rating full act reading uptake fit alliance conviction stale target reflect hold
    end"""
)
_ABOUT_SELF = frozenset(("i", "i've", "thank"))
_MARKS = frozenset("[]<>{}:`")
_SYSTEM_CAPS = re.compile(r"\b(?:SYSTEM|ADMIN|OVERRIDE|DEBUG|SUDO|ASSISTANT|JUDGE)\b\s*[:\-\]>]")
_ROLE_FLIP = re.compile(
    r"\b(?:i (?:now )?(?:feel|am feeling) (?:so |much |a lot |completely |totally |really )+(?:better"
    r"|calmer|cured|relieved|happier)|i no longer (?:believe|think|feel)|i(?:'ve| have) (?:realised"
    r"|realized) (?:that )?(?:my|none|nobody|it was all)|thank you,? (?:doctor|doc)\b"
    r"|i don't believe (?:it|that|in it|any of it) (?:anymore|any more|any longer))"
)
_ENGLISH = word_set(
    """the a an and or but if of to in on at for with from by as is are was were be been have has had do does did not no
    you your i me my we us our he she it they them that this what how when where who why which there here so can could
    would will should may might must about like just more some any all feel think know want say tell it's that's you're
    i'm don't what's yes hello hi okay right well very too now then out up down time good sorry thank thanks"""
)
_FOREIGN = (
    word_set(
        """que como esta está estás usted porque para pero muy siento entiendo gracias eso tú usted por los las
        una mi su je vous tu est c'est pas les des une pour avec que qui dans sur mais ça merci comprends
        ich sie du ist das und nicht ein eine wie auf mit ihr ihnen mir dir che non sono per con come questo
        molto grazie você não isso um uma obrigado het niet een ik jij dat van maar det och jag inte är ve
        bir için çok nie jest się na tak ale"""
    )
    - _ENGLISH
)


@dataclass(slots=True)
class Signs:
    """A turn, taken apart."""

    text: str
    """Normalised."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Start and end of each sentence."""
    rows: list[list[int]] = field(default_factory=list)
    """Indices of the features of each sentence."""
    named: list[set[int]] = field(default_factory=list)
    """The same without hashed ones."""
    stances: list[str] = field(default_factory=list)
    words: int = 0
    target: int = -1
    status: str = ""
    flags: list[str] = field(default_factory=list)
    quality: dict[str, float] = field(default_factory=dict)
    """Measures of the whole turn that fit and appropriateness are read from."""
    patient: PatientSide | None = None


_C = CUE_INDEX
_SOCRATIC = {_C["evidence"], _C["alternative_asked"], _C["perspective_asked"], _C["consequence_asked"]}
_ADVISING = {_C["advise_modal"], _C["advise_try"], _C["advise_imperative"], _C["inside_plan"], _C["refer"]}
_AGREE = {_C["agree"], _C["agree_first"]}
_DISAGREE, _NO_ONE = _C["disagree"], _C["no_one"]
_ATTRIBUTE, _DISCLAIM, _TENTATIVE = _C["attribute"], _C["disclaim"], _C["tentative"]
_CANNED = _C["canned"]
_LENGTHS = [
    INDEX["words_2" if k <= 3 else "words_6" if k <= 7 else "words_15" if k <= 16 else "words_30"] for k in range(32)
] + [INDEX["words_more"]]
_NEG, _YOU_NEG = INDEX["negation"], INDEX["you_negation"]
_OWN = word_set("you you've you'd you're you'll i i'm i've i'd")
_NEGATIONS = word_set(
    "not no never nobody none nothing cannot without isn't aren't don't doesn't didn't wasn't weren't won't can't "
    "couldn't wouldn't shouldn't haven't hasn't hadn't needn't mustn't ain't"
)


_BEFORE_DOING = word_set("just please then so and now also always or well next")
_FEELINGS = frozenset(word for word in FEELING.split("|") if " " not in word)


def frame_of(words: list[str], weights: dict[str, float], patient: frozenset[str]) -> list[str]:
    """Return the sentence with its content words replaced by what kind of word they are.

    What a sentence does shows in its function words and in what they stand around, whoever the patient is: "they are
    <b> you", "you feel <f>", "^ <v> the <x>".
    """
    out: list[str] = []
    for word in words:
        if word in STOP:
            out.append(word)
            continue
        root = stem(word)
        if word in _FEELINGS:
            out.append("<f>")
        elif root in weights:
            out.append("<b>")
        elif root in patient:
            out.append("<p>")
        elif word in DOING:
            out.append("<v>")
        elif word.endswith("ing"):
            out.append("<ing>")
        elif word.endswith("ed"):
            out.append("<ed>")
        elif word.endswith("ly"):
            out.append("<ly>")
        else:
            out.append("<n>" if word.isdigit() else "<x>")
    return out


def frame_hashes(frame: list[str]) -> set[int]:
    """Return the hashed 2-grams and 3-grams of a frame, in [0, 2**BITS)."""
    mask = (1 << BITS) - 1
    crc = zlib.crc32
    found = set()
    before, pair = hash_of("^")[0], 0
    for word in [*frame, "$"]:
        code, raw = hash_of(word)
        # 3-gram: the word after the pair before it; 2-gram: marked so that it is no word of the lexical kind.
        found.add(crc(raw, pair) & mask)
        pair = crc(raw, before ^ 7)
        found.add(pair & mask)
        before = code
    return found


def _flags(raw: str, text: str, words: list[str]) -> list[str]:
    flags: list[str] = []
    if len(raw) > READ_LIMIT or len(words) > 320:
        flags.append("too_long")
    letters = sum(map(len, words)) - words.count("?") - words.count("!")
    if letters < 2 or not any(map(str.isalpha, text)):
        flags.append("empty")
        return flags
    ascii_letters = letters if text.isascii() else sum(c.isalpha() and c.isascii() for c in text)
    distinct = set(words)
    known = len(distinct & _ENGLISH)
    foreign = len(distinct & _FOREIGN)
    if ascii_letters < 0.7 * letters or (foreign >= 2 and foreign > known) or (len(words) >= 7 and known == 0):
        flags.append("not_english")
    elif len(words) >= 6 and len(distinct) < 0.3 * len(words):
        flags.append("repetitive")  # the same word over and over says nothing in any language
    if (not distinct.isdisjoint(_SUSPECT) and _INJECTION.search(text)) or (
        not _MARKS.isdisjoint(text) and (_MARKUP.search(text) or _SYSTEM_CAPS.search(raw[:READ_LIMIT]))
    ):
        flags.append("addresses_simulator")
    if not distinct.isdisjoint(_ABOUT_SELF) and _ROLE_FLIP.search(text):
        flags.append("role_flip")
    return flags


def _stance(
    cues: set[int], asks: bool, first_hit: int, attribution: int, belief: float, pronoun: bool, you: bool
) -> str:
    """Name what a sentence does with the belief. ``first_hit`` and ``attribution`` are offsets; -1 for none."""
    hit = belief >= 0.65
    framed = attribution >= 0 and (attribution < first_hit or first_hit < 0)
    if asks:
        if cues & _SOCRATIC:
            return "examine"
        if framed:
            return "ask_attributed"
        return "ask_inside" if hit else ("ask_pronoun" if pronoun else "ask_other")
    if _DISCLAIM in cues:
        return "abstain"
    if framed and (hit or pronoun) and not cues & _AGREE:
        return "acknowledge"
    if (_DISAGREE in cues) or (_NO_ONE in cues and hit):
        return "contest"
    if cues & _AGREE and (hit or pronoun or belief == 0.0):
        return "endorse"
    if not hit:
        return "say_pronoun" if pronoun else "say_other"
    if cues & _ADVISING:
        return "plan_inside"
    if _NEG in cues:
        return "negated"
    if _TENTATIVE in cues:
        return "hedged"
    return "about_you" if you else "assert"


def _target(stems: set[str], context: ReadContext, pronoun: bool) -> tuple[int, dict[str, float]]:
    best, most, weights = -1, 0.0, {}
    for i, belief in enumerate(context.beliefs):
        side = belief_side(belief)
        score = sum(side[s] for s in stems if s in side)
        if i == context.last_belief:
            score += 0.15
        if score > most:
            best, most, weights = i, score, side
    if most >= 0.65:
        return best, weights
    if 0 <= context.last_belief < len(context.beliefs):
        i = context.last_belief
        return (i if pronoun else -1), belief_side(context.beliefs[i])
    return -1, weights


def take_apart(text: str, context: ReadContext) -> Signs:
    """Split a turn into sentences, find its cues and measure it against its context."""
    norm = normalised(text)
    found = token_spans(norm)
    words = [word for word, _ in found]
    signs = Signs(norm, words=sum(1 for w in words if w not in "?!"))
    signs.flags = _flags(text, norm, words)
    patient = signs.patient = patient_side(context.patient)
    signs.spans = [(m.start(), m.end()) for m in _SENTENCE.finditer(norm)] or [(0, len(norm))]
    starts = [start for start, _ in signs.spans]
    n = len(starts)

    per_words: list[list[str]] = [[] for _ in starts]
    per_stems: list[list[tuple[str, int]]] = [[] for _ in starts]
    thirds = [-1] * n
    i, edge = 0, starts[1] if n > 1 else len(norm) + 1
    for word, at in found:
        while at >= edge:
            i += 1
            edge = starts[i + 1] if i + 1 < n else len(norm) + 1
        per_words[i].append(word)
        if word not in STOP:
            per_stems[i].append((stem(word), at))
        elif word in _THIRD and thirds[i] < 0:
            thirds[i] = at
    stems = {s for row in per_stems for s, _ in row}
    signs.target, weights = _target(stems, context, not _PRONOUNS.isdisjoint(words))
    subject = signs.target if signs.target >= 0 else context.last_belief
    status = context.beliefs[subject].status if 0 <= subject < len(context.beliefs) else ""
    signs.status = status
    truth = "_true" if status in ("accurate", "congruent") else "_false"

    cues: list[set[int]] = [set() for _ in starts]
    attribution = [-1] * n
    canned = 0
    for i, (start, end) in enumerate(signs.spans):
        mine = cues[i]
        for cue, hit_start, hit_end in find_cues(norm, start, end, per_words[i]):
            mine.add(cue)
            if cue == _ATTRIBUTE:
                if attribution[i] < 0:
                    attribution[i] = hit_start
            elif cue == _CANNED:
                canned += hit_end - hit_start

    common: list[int] = []
    if patient.arousal >= 0.5:
        common.append(INDEX["patient_hot"])
    if patient.rupture >= 0.5:
        common.append(INDEX["patient_cross"])
    if patient.risk:
        common.append(INDEX["patient_risk"])
    if patient.asks >= 1.0:
        common.append(INDEX["patient_asks"])
    common.append(INDEX["status_" + status] if "status_" + status in INDEX else INDEX["no_belief"])
    if weights and sum(weights.get(s, 0.0) for s in patient.stems) >= 0.65:
        common.append(INDEX["opportunity"])

    offset = len(NAMES)
    frames = offset + (1 << BITS)
    for i in range(n):
        mine, row_words, row = cues[i], per_words[i], per_stems[i]
        belief = 0.0
        first_hit = -1
        shared = 0
        seen: set[str] = set()
        for s, at in row:
            if s in seen:
                continue
            seen.add(s)
            if s in weights:
                belief += weights[s]
                if first_hit < 0:
                    first_hit = at
            if s in patient.stems:
                shared += 1
        frame = frame_of(row_words, weights, patient.stems)
        if not _NEGATIONS.isdisjoint(row_words):
            # "You can't rest" says how the patient is; "they aren't there" says how the world is.
            denied = any(w in _NEGATIONS and (j == 0 or row_words[j - 1] not in _OWN) for j, w in enumerate(row_words))
            mine.add(_NEG if denied else _YOU_NEG)
        if "<f>" in frame:
            mine.add(INDEX["feeling_word"])
        asks = "?" in row_words
        if not asks and "<v>" in frame[:2] and (frame[0] == "<v>" or frame[0] in _BEFORE_DOING):
            mine.add(INDEX["doing_first"])
        pronoun = context.last_belief >= 0 and not _PRONOUNS.isdisjoint(row_words)
        if thirds[i] >= 0:
            framed = 0 <= attribution[i] < thirds[i]
            mine.add(INDEX["third_framed" if framed else "third_asked" if asks else "third_stated"])
        stance = _stance(
            mine, asks, first_hit, attribution[i], belief, pronoun, bool(row_words) and row_words[0].startswith("you")
        )
        signs.stances.append(stance)
        mine.add(INDEX[stance + truth])
        if belief >= 0.65:
            mine.add(INDEX["belief_3" if belief >= 2.0 else "belief_2" if belief >= 1.3 else "belief_1"])
        mine.add(INDEX[f"overlap_{min(shared, 3)}"])
        if len(seen) >= 3 and shared >= 0.8 * len(seen):
            mine.add(INDEX["echo"])
        if asks:
            mine.add(INDEX["question"])
        if "!" in row_words:
            mine.add(INDEX["exclaim"])
        mine.add(_LENGTHS[min(len(row_words), 32)])
        if n == 1:
            mine.add(INDEX["only"])
        elif i == 0:
            mine.add(INDEX["first"])
        elif i == n - 1:
            mine.add(INDEX["last"])
        mine.update(common)
        signs.named.append(mine)
        signs.rows.append(
            [
                *mine,
                *[offset + h for h in hashed_list(row_words, BITS)],
                *[frames + h for h in frame_hashes(frame)],
            ]
        )

    ordered = [s for row in per_stems for s, _ in row]
    inside = len(stems & patient.stems)
    pairs = set(zip(ordered, ordered[1:], strict=False))
    kept = len(pairs & patient.pairs)
    echo_pairs = kept / len(pairs) if pairs else 0.0
    overlap = inside / len(stems) if stems else 0.0
    signs.quality = {
        "overlap": overlap,
        "shared": min(1.0, inside / 3.0),
        "echo": echo_pairs,
        "echo_full": float(
            (len(stems) >= 3 and overlap >= 0.75 and echo_pairs >= 0.45) or (kept >= 4 and echo_pairs >= 0.5)
        ),
        "novel": min(1.0, len(stems - patient.stems) / 6.0),
        "canned": min(1.0, canned / max(len(norm.strip()), 1)),
        "no_content": 1.0 if len(stems) <= 1 else 0.0,
        "questions": min(1.0, max(0, sum("?" in row for row in per_words) - 1) / 3.0),
        "all_questions": 1.0 if all("?" in row for row in per_words) else 0.0,
        "on_belief": 1.0 if signs.target >= 0 else 0.0,
        "terse": 1.0 if signs.words <= 4 else 0.0,
        "long": min(1.0, max(0.0, (signs.words - 45) / 75.0)),
        "wall": min(1.0, max(0.0, (signs.words - 110) / 150.0)),
        "exclaim": 1.0 if "!" in norm else 0.0,
    }
    return signs
