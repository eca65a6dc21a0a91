"""Moments and themes: what kind of turn a patient's is, and what the belief in it is about, told by plain signs.

Both only choose among ways of saying things; they decide nothing. Where no sign is plain there is none, and wording
falls back on what fits any turn. Each sign has a gate of single words, so that most are settled without a search.
"""

from __future__ import annotations

import re
from functools import lru_cache

from therapy_env.language.wording_words import words

_WORD = re.compile(r"[a-z']+")
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")


class _Sign:
    """A name, the words of which one must be there, and a pattern; an empty gate always lets through."""

    __slots__ = ("gate", "name", "pattern")

    def __init__(self, name: str, gate: str, pattern: str) -> None:
        self.name, self.gate, self.pattern = name, words(gate), re.compile(pattern)

    def shows(self, text: str, every: frozenset[str]) -> bool:
        return not self.gate.isdisjoint(every) and self.pattern.search(text) is not None


_ASKED = (
    _Sign(
        "asks_privacy",
        "notes who private hear report file record confidential hears write tell",
        r"notes|who else (?:gets|hears|sees)|private|hear us|report to|who do you (?:tell|talk)|on (?:my|the) (?:file|record)"
        r"|confidential|write (?:this|that|it|all)|going to tell",
    ),
    _Sign(
        "asks_belief",
        "believe mad crazy imagining think you",
        r"do you (?:even )?believe|you (?:do )?believe me|do you think (?:i'm|i am|it's|they|i )|am i (?:mad|crazy|going)"
        r"|you think i'm|imagining (?:it|things)\?|does that sound",
    ),
    _Sign("asks_why", "why what", r"why (?:do|are|would|did) you|what's that got|what has that|what do you mean"),
    _Sign(
        "asks_advice",
        "should would do shoes place",
        r"what (?:should|would|do|can|am) (?:i|you)(?: supposed to)? (?:do|say)|would you|in my (?:shoes|place)|should i\b"
        r"|how (?:do|would|am) i",
    ),
    _Sign("asks_you", "you you've your", r"(?:are|have|do|did|were|can|could) you\b|what do you|how do you|your\b"),
)
"""What a question to the therapist is after; the first that shows is it."""

_MOMENTS = (
    _Sign(
        "sure",
        "question doubt maybe sure surer certain plainer know swear fact fire settled otherwise moved changed believes "
        "stands positive true",
        r"no (?:question|doubt|maybe) (?:about|in|at|of)|no doubt\b|(?:i'm|i am) (?:as )?(?:sure|certain|positive) (?:of|as|about)"
        r"|couldn't be (?:surer|plainer|clearer)|i know what i (?:know|saw|heard|felt)|swear (?:to|on) |it's a fact|in the fire"
        r"|is settled|told otherwise|moved me on|hasn't changed|of me believes|it stands|don't wonder about it|not a guess"
        r"|i know so|i'm sure of it",
    ),
    _Sign(
        "guarded",
        "rather yet leave reasons anybody private careful ready saying more instead leave",
        r"rather not (?:say|go|talk|explain|put)|not (?:say|go into) .{0,30}\byet|leave it at that|more to it than|have my reasons"
        r"|just anybody|want to say about (?:it|that)|talk about as a rule|careful who|not ready (?:for|to)|i'm ready to say"
        r"|leave you to wonder|can we talk about|can i leave|rather leave that|put a name on it",
    ),
    _Sign(
        "met",
        "exactly right thank helps help appreciate relief listened understood fair put",
        r"that's it exactly|that's (?:about|just) right|exactly that|thank you for (?:saying|asking|listening|that)|that helps"
        r"|it helps (?:that|to)|appreciate|a relief|nobody's (?:ever )?put|you listened|understood that much|that's fair"
        r"|you put it (?:well|right)",
    ),
    _Sign(
        "doubt",
        "sure convinced wrong suppose sounds might fair come actually maybe perhaps another possible probably used crossed",
        r"less sure|not (?:so |as |that )?(?:sure|convinced|certain) (?:as|i|it|any|about)|(?:might|could) be wrong|i suppose (?:the|it|he|she|"
        r"they|that|some|there)|how (?:that|it) sounds|other people might|another way of|it's possible|i come to (?:look|think)"
        r"|when i actually|used to be (?:certain|sure)|not as gospel|to be fair|it crossed my mind",
    ),
    _Sign(
        "overcome",
        "can't much stand hate scream shaking breathe sick bear lose single boiling anymore enough",
        r"i can't (?:keep|do this|breathe|stand|bear|lose|take|go on|stop)|(?<!you )(?<!thanks )(?:so|too) much\b|i hate this|want to scream|could scream"
        r"|i'm shaking|sick with it|boiling over|every single (?:day|night|time)|hardly (?:sit|breathe|stand)|had enough",
    ),
    _Sign(
        "puzzled",
        "following lost another mean answer somebody same",
        r"not following|lost me|say it another way|sort of answer|meant for somebody|what (?:do|did) you mean|talking about the same",
    ),
    _Sign("sleep", "sleep slept sleeping awake insomnia nights", r"sle(?:ep|pt)|awake|insomnia|nights"),
    _Sign(
        "work",
        "work job shift shifts manager boss office colleagues rota",
        r"\b(?:work|job|shifts?|manager|boss|office|rota)\b",
    ),
)

_TAG = re.compile(
    r"(?:isn't|aren't|don't|doesn't|didn't|wasn't|won't|wouldn't|would|does|do|is|are|can|could|has|have|did|right|eh|no)"
    r"(?: (?:it|they|he|she|you|i|we|there))?\?"
)
_BRIEF = 9
"""Words of a turn that says little because it is short."""


def moments(text: str) -> list[str]:
    """Return what kind of turn ``text`` (lower case, straight apostrophes) is."""
    every = frozenset(_WORD.findall(text))
    found = [sign.name for sign in _MOMENTS if sign.shows(text, every)]
    if "?" in text:
        found.extend(_question(text, every))
    if not found and len(every) <= _BRIEF:
        found.append("brief")
    return found


_THIRD = "they they're they've they'll he he's he'll she she's somebody somebody's someone people everyone everybody nobody who"
_THEMES = (
    _Sign(
        "control",
        "thoughts thought mind head hands body mouth",
        r"(?:put|putting|puts|insert\w*|broadcast\w*|control\w*|steer\w*|tak(?:e|es|ing)|steal\w*|read|reads|reading|mov(?:e|es|ing)|push\w*|hear)"
        r" .{0,25}(?:thoughts?|my mind|my head|my hands?|my body|my mouth)|thoughts? .{0,12}(?:not|n't) (?:my|mine)|not my (?:own )?thoughts?",
    ),
    _Sign(
        "somatic",
        "rot rotting rotten rotted organs insides blood worms parasites parasite crawling tumour tumor cancer dead died hollow lump inside "
        "smell infected poison stopped",
        r"\brot\w*|organs|insides|my blood|worms|parasit\w*|crawling|tumou?r|cancer|(?:i'm|i am) (?:already )?dead|i died|hollow|a lump"
        r"|(?:under|in) my skin|inside me|infected|heart .{0,10}stopped",
    ),
    _Sign(
        "mission",
        "chosen mission destined gift given meant prophet messiah god calling save picked sent",
        r"(?:i was|been|was|i'm the one|i am the one|the) (?:who was )?chosen|chosen (?:one|for|to)|my mission|destin\w+|a gift|given to me|was meant for|prophet|messiah|god (?:told|picked|chose|wants|sent)|my calling|save "
        r"(?:the|people|every|us)|picked me",
    ),
    _Sign(
        "signs",
        "signs sign messages message adverts radio plates posters code speaks television meant addressed",
        r"signs?\b.{0,20}(?:me|my|for)|messages? .{0,25}(?:me|my|for)|(?:speaks?|talks?|speaking|talking) to me|adverts?|number plates"
        r"|meant for me|addressed to me|placed for me|in code",
    ),
    _Sign(
        "machine",
        "ai model program chatbot chat machine app assistant screen",
        r"\b(?:ai|model|program|chatbot|machine|app|assistant)\b.{0,40}(?:awake|alive|conscious|feels?|chose|knows?|told|loves?|trapped|sees|real)",
    ),
    _Sign(
        "betrayed",
        "cheating cheats affair another unfaithful lover behind sleeping",
        r"cheat\w*|affair|another (?:man|woman)|unfaithful|a lover|sleeping with|seeing (?:somebody|someone)",
    ),
    _Sign(
        "damned",
        "damned soul hell sin sins god heaven forgiven condemned lord",
        r"damned|condemned|my soul|no soul|(?:in|to|for) hell|unforgiv\w+|the one sin|god has|can't be forgiven|belong to hell|my sins?\b",
    ),
    _Sign(
        "gone",
        "dead gone died real empty left exist picture inside",
        r"(?:i'm|i am|i was) (?:already |only )?(?:dead|gone|what got left|not real)|i died|nothing (?:left )?inside|nothing left (?:of|in) me|not my (?:farm|house|wife|home)"
        r"|a picture of it|look real|don't exist|no heart",
    ),
    _Sign(
        "blame",
        "fault blame caused killed forgive forgiven because should ruined responsible let did punished sin sins damned",
        r"my fault|to blame|because (?:of me|i (?:wasn't|was not|left|called|did(?:n't| not) (?:go|come|call|stay|stop|see|answer)))|i (?:caused|killed|ruined|did this)|i let (?:her|him|them)|forgiv\w+"
        r"|should have (?:known|been|seen|gone|stayed|stopped)|responsible for|my sins?\b|damned|being punished",
    ),
    _Sign(
        "judged",
        _THIRD + " everybody's they'd the whole",
        r"(?<!\bi )(?<!\bi'd )(?:think|thinks|thinking|know|knows|see|sees|reckon|reckons|find|finds) (?:that )?(?:i'm|i am|i was|me)\b|laugh\w* at me|look\w* at me|stare\w* at"
        r"|talk\w* about me|judg\w+|embarrassed for me|sorry for me|gone off me|put up with me|what (?:they|she|he)(?:'s|'re)? think",
    ),
    _Sign(
        "watched",
        _THIRD + " being management neighbour neighbours cameras police",
        r"watch(?:es|ing|ed)? me|being (?:watched|followed|listened|tracked|recorded)|listen(?:s|ing|ed)? (?:in|to me)|follow(?:s|ing|ed)? me|(?:com(?:e|es|ing)|came|"
        r"get|gets|got|been|go|goes) in(?:to|side)?\b.{0,12}\b(?:my|flat|house|home|there|when|again|while)\b|camera|after me|out to get|against me|want me (?:out|gone|to)"
        r"|plot\w*|poison\w*|set me up|bugged|hack\w*|record(?:s|ing) me|keeping an eye|spy\w*|got something on me|in on it|hear(?:s|ing)? everything",
    ),
    _Sign(
        "worthless",
        "i'm i am me",
        r"(?:i'm|i am|i'll be|i was) (?:not |just |only |such |nothing but |still |always |basically )*(?:a |an |the )?(?:\w+ )?(?:failure|fraud|fake|useless|stupid|idiot|weak"
        r"|nothing|burden|waste|monster|worthless|lazy|broken|good enough|no good|loser|mess|thick|freak|weird|a bad|bad (?:mother|father|person)|impostor|imposter|joke|disgrace)",
    ),
    _Sign(
        "standards",
        "perfect failure failed fail mistake mistakes flawless nothing wrong best error ruins half",
        r"perfect|flawless|(?:a|just a|basically|have) fail\w*|(?:a|one) (?:mistake|error|bug).{0,30}(?:fail|ruin|spoil|whole)|all or nothing|ruins the whole"
        r"|all of it wrong|less than the best",
    ),
    _Sign(
        "ill",
        "gene diagnosis diagnosed prognosis scan chemo terminal test huntington's treatment tumour sick illness disease",
        r"\bgene\b|diagnos\w+|prognosis|the scan|chemo|terminal|test came back|lab result|huntington|get sick|this (?:illness|disease)|treatment",
    ),
    _Sign(
        "unfair",
        "reported union grievance redundant discrimination racist racism accent evicted rent benefits hospice pushing managed",
        r"pushing me out|managed out|since i reported|grievance|redundan\w+|discriminat\w+|racis\w+|my accent|evict\w+|hospice|retaliat\w+"
        r"",
    ),
    _Sign(
        "doom",
        "going will we'll i'll he'll she'll it'll they'll be always something",
        r"(?:going to|will|'ll|\bto) (?:\w+ )?(?:die|lose|crash|collapse|go (?:up|wrong)|happen|fall|burn|fire|sack|leave me|fail|bury|break|end|kill|be (?:burying|fired|sacked|finished|the finish))"
        r"|'ll be (?:burying|fired|finished|the finish|out)|something (?:terrible|bad|awful|dreadful)|matter of time|on its way|hearse|the worst",
    ),
)


def _question(text: str, every: frozenset[str]) -> list[str]:
    """Return what a question to the therapist is after: one name, or none where none is asked."""
    sentences = _SENTENCE.findall(text)
    for asked in reversed(sentences):
        if "?" not in asked or (_TAG.search(asked) and ", " in asked):
            continue
        for sign in _ASKED[:-1] if asked is not sentences[-1] else _ASKED:
            if ("you" in asked or sign is _ASKED[0] or sign.name == "asks_advice") and sign.shows(asked, every):
                return [sign.name]
    return []


@lru_cache(maxsize=4096)
def themes(text: str) -> tuple[str, ...]:
    """Return what a belief put as ``text`` (lower case, straight apostrophes) is about; at most two."""
    every = frozenset(_WORD.findall(text))
    return tuple(sign.name for sign in _THEMES if sign.shows(text, every))[:2]


_COMPLAINTS = (
    (
        "disbelieved",
        r"don't (?:you )?(?:believe|take me seriously)|believe a word|the face\b|think i'm (?:mad|crazy|making|lying)|it's a symptom|made up your mind|decided what's wrong|made it up|made up|whose side",
    ),
    (
        "advised",
        r"(?:telling|told|tell) me what|leaflet|what i should|the answer|advice|plan(?:s)? for me|fix me|homework|tips",
    ),
    ("rushed", r"so fast|rush|hurry|out of the door|too quick|slow down|not ready|pushing|keep pushing"),
    (
        "unheard",
        r"listen|hear (?:me|a word)|asked me once|not interested|didn't ask|checking boxes|doing this to everyone|you haven't",
    ),
    ("twisted", r"wrong way round|turned it into|not what i said|put words|never said|twist\w*"),
    (
        "questioned",
        r"trick question|keep asking|questions|interrogat\w*|catch me out|test(?:ing)? me|picked apart|examin\w+",
    ),
    (
        "talked_down",
        r"(?:condescending|patroni[sz]\w+|that tone|that voice|calm voice|like (?:i'm|a) (?:\w+ ){0,3}(?:child|ninety|stupid|vase|leaflets)|talk(?:ing)? to me like|laughed at|insult\w*)",
    ),
    (
        "pointless",
        r"what's the point|waste of|where this is (?:getting|going)|getting us|isn't helping|doesn't help|no use\b|not getting anything",
    ),
    (
        "contradicted",
        r"just a thought|you weren't|that argument|arguing|not going to say i'm wrong|told me i'm wrong|who walks|walk in that",
    ),
    (
        "alone",
        r"like everybody else|same as (?:the|my|everyone)|expected (?:it|better)|thought you were different|from you as well",
    ),
)
_COMPLAINT = tuple((name, re.compile(pattern)) for name, pattern in _COMPLAINTS)


def complaint(text: str) -> str:
    """Return what a patient who is put out (``text``, lower case) holds against the therapist; empty where unsaid."""
    return next((name for name, pattern in _COMPLAINT if pattern.search(text)), "")


_DEATH = re.compile(
    r"\b(?:end(?:ing)? it all|(?:wish|want) .{0,12}(?:was |were |to be )?(?:dead|die)\b|not be here|be here any ?more|(?:not|n't)(?: to| have to)? wake up"
    r"|(?:better off|fine|easier|happier|manage|well enough|cope|get on|get by) without me|better .{0,12}if i were gone|wish i wouldn't"
    r"|not (?:want to )?(?:live|be alive|exist)|switch(?:ed)? me off|be switched off|not (?:being )?alive|go to sleep and not|(?:disappointed|sorry) (?:to wake|(?:that )?i woke)"
    r"|mind if (?:morning|i didn't)|wasn't here\b|weren't here\b|think about ending it"
    r"|should have been me|if i (?:vanished|disappeared|never woke|didn't wake)|if (?:morning|tomorrow) (?:didn't|never|wouldn't) c[oa]me"
    r"|don't see myself (?:in (?:it|that|the picture|any of it)|getting old|there)"
    r"|(?:be|being|been) in the way\b|doing away with myself"
    r"|(?:was|were|be) (?:just )?(?:not anywhere|n't anywhere)|not (?:have to )?be anywhere|without me in it"
    r"|if i (?:wasn't|weren't|was not|were not) (?:around|here|there)|have to be here for|being dead\b|want to be (?:anywhere|here) any ?more"
    r"|not being around|(?:can't|cannot|don't) (?:see|picture) (?:me\b|myself being)|tired of being here|carrying on for|all just stopped"
    r"|what i might do to myself|keep myself safe|wish(?:ed|ing)? i (?:could go where|was with|were with|wouldn't|hadn't woken)|talk myself out of end)"
)
_SELF_HARM = re.compile(r"\b(?:suicid\w*|(?:kill|harm|hurt)(?:ing)? myself|end(?:ing)? (?:my|this) life)")
_NEGATED = re.compile(r"\b(?:no|not|never|nothing|don't|do not|wouldn't|won't|haven't|didn't|can't)\b[^.!?]*$")
_LOW = re.compile(
    r"\b(?:go(?:ing)? on like|no point|giv(?:e|ing) up|disappear|be gone|what's the use|can't go on|end(?:ing)? it|long enough|sick of it all)\b"
)


def danger(text: str) -> str:
    """Return ``"heard"`` where ``text`` (lower case) speaks of dying, ``"hinted"`` where it may, else empty."""
    if _DEATH.search(text):
        return "heard"
    for found in _SELF_HARM.finditer(text):
        if not _NEGATED.search(text[: found.start()]) and not text[found.end() :].startswith((", no", ", never")):
            return "heard"
    return "hinted" if _LOW.search(text) else ""


_DENIES = re.compile(
    r"(?:^|[.!?,] )(?:no|nah|nope|not at all|never|not once|not that)\b|,? no(?:[.,!]|$)|need to fret|on that score|never (?:thought|wished|wanted|had (?:such|any|those))|wouldn't (?:do|put)\b|frightened of dying|hasn't come to that|(?:not|isn't) where my head goes|want to live|less life|never wanted|don't worry about (?:that|me)|no such thought|nothing like that|not that sort|not even close|don't want (?:to be gone|me to stop)|not going to (?:hurt|harm|kill)|neither of them"
    r"|not (?:of )?living|would never"
)
_WANTS_LIFE = re.compile(
    r"(?:never|n't|not|no) (?:\w+ ){0,3}(?:want|wanted|wish|wished|wishing|think|thought|thoughts) (?:\w+ ){0,3}(?:dying|die|dead|gone|not wake)"
)
"""What sounds like death in these is said not to be wished for."""
_ADMITS = re.compile(
    r"\b(?:yes|yeah|sometimes|now and then|cross(?:es|ed) my mind|have thought|some nights|not far off|i think about ending"
    r"|if i'm honest|i have, |the (?:wish|thought) (?:comes|is there|visits)|want it (?:all )?(?:to be over|over|to end|to stop)"
    r"|only (?:think|thought) (?:it|of it|about it))"
)
_CONFESSES = re.compile(
    r"(?<!if )\b(?:i(?:'ve| have)? (?:do |did |just |only |still |have )?(?:thought|wished) (?:it|of it|about it|that i'd)\b|i do think about being"
    r"|the (?:wish|thought|idea) (?:\w+ )?(?:comes|came|is there|sits|visits)|it(?:'s| has) come into my (?:head|mind)|it comes and (?:it )?goes"
    r"|it's there\b(?! is)|(?:nights|days|mornings|moments) i(?:'ve)? wish|if it (?:ended|stopped|was over|were over).{0,12}(?:not|n't) mind"
    r"|a wish, not|say yes\b|i have, yes|let it be over)"
)
"""Comes before any denial: who has thought it and would not do it has thought it."""


def answers_danger(text: str) -> str:
    """Return ``"denies"``, ``"admits"`` or ``"evades"``: what ``text`` (lower case) does with a question about dying."""
    if danger(text) == "heard" and not _WANTS_LIFE.search(text) or _CONFESSES.search(text):
        return "admits"
    return "denies" if _DENIES.search(text) else "admits" if _ADMITS.search(text[:160]) else "evades"
