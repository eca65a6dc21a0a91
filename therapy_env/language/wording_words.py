"""Words that picking goes by: what can be a subject, what is a verb, what names a feeling."""

from __future__ import annotations

import re


def words(text: str) -> frozenset[str]:
    """Return the set of words in ``text``."""
    return frozenset(text.split())


SUBJECTS = words(
    """i i'm i've i'd i'll we we're we've we'd we'll he he's he'd he'll she she's she'd she'll they they're
    they've they'd they'll it it's it'd it'll somebody somebody's someone someone's everybody everybody's
    everyone everyone's nobody nobody's people there there's there'll my the our nothing nothing's everything
    everything's something something's"""
)
"""Words that a clause worth taking up can begin with."""

AUXILIARIES = words(
    """am is are was were be been being has have had having do does did will would can could may might must
    shall should isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't
    couldn't shouldn't cannot ain't"""
)

_REGULAR = """
    answer ask bake behave belong bother burn call care carry change chase check clean close come control cook
    count cover cry dance decide delete die drag drop dust end explain fail finish fix follow forgive happen
    hate help hope hurt ignore jump keep knock laugh leak learn like listen live lock look love manage mean
    mention mess miss move need notice open owe pack phone pick plan play post pray press promise pull push
    reach record remember repair reply ruin rush save scream seem share shake shout sign sit slip smile sort
    stare start stay steal stop suffer talk taste thank think throw touch track translate trust try turn use
    visit vote wait walk want warn wash watch whisper wish work worry write type spoil rot judge cheat lie count
    swallow feed smell pass tap text email print stitch stand switch pretend copy blame deserve arrange
    apologize apologise tend fit hang
"""
_IRREGULAR = """
    ate become became began begin believe bought bring brought build built buy came caught chose choose cut
    drank drink drive drove eat fall fell felt find found gave get gets got go goes gone went give grew hang
    hear heard hears held hide hid hit hold knew know knows laid lay lead led left let lie lost made make makes
    met pay paid put puts ran read ring rang rings run runs said saw say says see sees seen send sends sent set
    shut sleep slept speak speaks spoke spoken spend spent stood stuck swore take takes taken taught teach tell
    tells told took wake woke wear wore win won wrote
"""


def _forms() -> frozenset[str]:
    found = set(_IRREGULAR.split())
    for verb in _REGULAR.split():
        stem = verb[:-1] if verb.endswith("e") else verb
        double = verb + verb[-1] if re.search(r"[^aeiou][aeiou][pgtdn]$", verb) and len(verb) < 6 else stem
        if re.search(r"[^aeiou]y$", verb):
            found.update((verb, verb[:-1] + "ies", verb[:-1] + "ied"))
        else:
            found.update((verb, verb + ("es" if re.search(r"(?:s|sh|ch|x)$", verb) else "s"), double + "ed"))
    return frozenset(found)


VERB_FORMS = _forms()
"""Finite forms of verbs that people use much; enough to tell where a noun phrase ends."""

PAST = words(
    """ate became began bought brought built came caught chose cut drank drove fell found gave got went grew heard held
    hid hit kept laid left let lost made met paid put ran rang said saw sent set shut slept spoke spent stood swore took
    taught told thought woke wore won wrote threw broke rode flew sat"""
)
"""Irregular past forms of what people do."""

NOUNS = words(
    "bed shed seed ceiling building wedding meeting painting ring king string wing hearing drawing clothing wiring"
)
"""Nouns that end as a verb's form does."""

FUNCTION_WORDS = words(
    """a about above across after again against all along also although always an and any anybody anyone
    anything around as at away back because before behind below between both but by down each either else enough
    even ever every few for from he her here him his how i if in inside into it its itself just less like many
    me mine more most much my myself near never no none nor not now of off often on once one only or other our
    out outside over own per quite rather same she since so some sometimes somewhere still such than that the
    their them then there these they this those though through till to together too toward towards twice under
    until up upon us very we well what when where whether which while who whose why with within without yet you
    your yesterday today tomorrow already ago almost himself herself themselves whoever whatever tonight anyway
    maybe perhaps"""
)

EMPTY_NOUNS = words(
    """thing things way ways same other others end point time times moment first second third last next whole
    rest lot bit kind sort fact case matter problem day days week weeks year years morning evening night minute
    hour hours month side part middle top bottom start beginning only best worst most least right wrong truth
    question answer idea sake opposite usual reason word words one ones two three four five six ten half god
    hell devil sense use good bad more back front own few past future latter former person people honest exact
    odd big small little new old full stupid clever wonderful fire floor row neck boots very doctor kids eight
    seven nine twelve thought feeling self mind life head hand hands stairs place world age job turn order
    number name line edge home twist weather contrary easy long corner trouble monday tuesday wednesday thursday
    friday saturday sunday winter summer spring autumn moon air rain sun sky wind mouth thumbs length fault face shoes patience voice case account wits chair seat teeth"""
)
"""Words that make a noun phrase too empty to ask about, or too likely part of an idiom."""

_LEADS = """
well|so|and|but|because|then|now|oh|no|yes|yeah|mm|hm|look|honestly|actually|anyway|also|okay|ok|right|sorry
still|only|i think|i think that|i know|i know that|i suppose|i suppose that|i guess|i mean|i'm sure
i'm sure that|i am sure|i'm fairly sure|i'm pretty sure|i'm nearly sure|i'm almost sure|i'm not saying
i'm afraid|i believe|i believe that|i feel like|i feel that|i feel as if|i feel as though|it feels like
it feels as if|it's like|it is like|it's as if|the thing is|the trouble is|the point is|the truth is
the fact is|i'm telling you|i swear|i'd say|i reckon|i tell you|i would say|i am certain|i'm certain
it seems|it seems that|it looks like|it's just|it's that|it's just that|it is that|as far as i can tell
most days|most of the time|maybe|perhaps|probably|sometimes|of course|you know|you see|i still think
i still feel|i still say|i can tell|i can tell you|if i'm honest|to be honest|in fact|at least|even
the way i see it|come to think of it|what i mean is|all i know is|it's true|it's only that|it's true that
i realise|i realize|i said|i thought|i feel|i still feel|all i know is|i've decided that|i keep thinking|i keep thinking that|i still believe|part of me thinks
i lean towards|i'd lean towards thinking|i do think|i do think that|i do believe|i do believe that|i do still feel|i do still feel that
i do still think|my best guess is|come on|god|man|last week|last night|yesterday|today|this week|this morning|on monday
on tuesday|on wednesday|on thursday|on friday|on saturday|on sunday|these days|at night|at work|in the end
at first|since then|by now|every time|every night|every day|after that|in truth
"""


def _by_first_word(leads: str) -> dict[str, tuple[list[str], ...]]:
    found: dict[str, list[list[str]]] = {}
    for lead in re.split(r"[|\n]", leads):
        if lead.strip():
            found.setdefault(lead.split()[0], []).append(lead.split())
    return {first: tuple(sorted(many, key=len, reverse=True)) for first, many in found.items()}


LEADS = _by_first_word(_LEADS)
"""Openings that only introduce what is said, by their first word, the longest first."""

FEELINGS: dict[str, str] = {
    word: name
    for name, forms in {
        "frightened": "frightened terrified petrified fright frightens",
        "scared": "scared scares scary afraid",
        "ashamed": "ashamed shame embarrassed humiliated humiliating humiliation mortified",
        "angry": "angry furious anger rage livid",
        "lonely": "lonely loneliness lonesome",
        "exhausted": "exhausted exhausting knackered shattered drained",
        "tired": "tired weary",
        "worried": "worried worrying worry worries anxious",
        "nervous": "nervous jittery",
        "on edge": "edgy jumpy",
        "rattled": "rattled shaken",
        "tense": "tense",
        "restless": "restless",
        "unsettled": "unsettled uneasy",
        "wound up": "wound",
        "sad": "sad heartbroken grief grieving tearful",
        "guilty": "guilty guilt",
        "trapped": "trapped cornered",
        "stuck": "stuck",
        "hurt": "hurts wounded",
        "overwhelmed": "overwhelmed overwhelming swamped",
        "hopeless": "hopeless",
        "desperate": "desperate despair",
        "numb": "numb",
        "panicky": "panic panicking panicky",
        "wary": "wary",
        "jealous": "jealous",
        "helpless": "helpless powerless",
        "bitter": "bitter resentful",
        "disappointed": "disappointed",
    }.items()
    for word in forms.split()
}
"""A word for a feeling, as patients use it -> the adjective to say it back with."""

EASED: dict[str, str] = {
    word: name
    for name, forms in {
        "relieved": "relief relieved",
        "calmer": "calmer calm",
        "lighter": "lighter",
        "proud": "proud",
        "hopeful": "hopeful",
        "steadier": "steadier steady",
        "safer": "safer",
    }.items()
    for word in forms.split()
}
"""A word for something good that is felt -> the adjective to say it back with."""

PERSONS = words(
    """mum mam mom mother dad father wife husband partner girlfriend boyfriend brother sister son daughter niece nephew
    aunt uncle cousin grandmother grandfather gran nan grandad grandma grandpa granddaughter grandson manager boss
    supervisor landlord neighbour neighbor colleague friend family flatmate roommate teacher tutor lawyer pastor priest imam rabbi doctor ex mother-in-law father-in-law"""
)
"""People whom a patient calls "my"."""

BODY = words(
    """chest stomach heart hands hand head legs jaw throat skin shoulders body breath knees belly neck palms fingers
    mouth gut arms arm eyes eye ears ear nose ribs bones back feet foot lap stomach navel lips tongue hair bone"""
)
"""Parts of the body in which feeling shows."""

ACTIONS = words(
    """ask tell call ring phone write text email message try go start leave let stop keep speak talk send invite meet
    visit cook bake walk swim sing play draw paint read book join sign look check find put take give bring make eat sit
    stay sleep rest open close move turn say answer apologize apologise show share count watch listen wait learn
    practise practice plan apply clean fix return bury plant dance see drive cut delete wear wash hand pick buy get
    come live work do study finish begin choose decide trust accept reply"""
)
"""Verbs of what a person can set out to do."""
