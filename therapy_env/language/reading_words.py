"""Words and marks that the hand-written cues are made of."""

from __future__ import annotations

from therapy_env.language.features import word_set

LEAD = "&"
"""Marks a pattern that is tried where a clause begins."""
START = "^"
"""Marks a pattern that is tried where a sentence begins."""
REST = r"[^.!?\n]*"

FEELING = (
    "afraid|alone|angry|a"
    "nger|anguish|annoyed|anxious|anxiety|ashamed|awful|betrayed|bitter|bleak|broken|crushed|"
    "crushing|cut "
    "off|dejected|desperate|despair|disappointed|discouraged|distressed|distressing|dread|drained|"
    "embarrassed|empty|ex"
    "hausted|exhausting|exposed|fear|fearful|frantic|fright|frightened|frightening|frustrated|"
    "frustrating|furious|grief|grieving|guilt|guilty|hard|heartbreaking|heartbroken|heavy|helpless|hopeless|"
    "humiliated|humiliating|hurt|hurtful|hurting|isolated|isolating|judged|lonely|loneliness|loss|lost|low|"
    "miserable|nervous|numb|on "
    "edge|overwhelmed|overwhelming|pain|painful|panic|panicked|panicky|powerless|raw|"
    "rejected|relieved|relief|resentful|sad|sadness|scared|scary|shaken|shame|shattered|sick "
    "of|small|stressed|"
    "stressful|stuck|tens"
    "e|terrible|terrified|terrifying|terror|threatened|tired|tiring|torn|tough|trapped|unbearable|"
    "unfair|uneasy|unsafe"
    "|unsettled|unsettling|unwanted|upset|upsetting|vulnerable|wearing|weary|worn|weighed|weighed down|"
    "worn out|worn down|worried|worthless|wretched|dreadful|rotten|horrible|sore|fed up|at the end of your"
)
"""Words that name a feeling, or what something is like to bear."""

DOING = word_set(
    """accept agree allow answer apply arrange ask avoid back bin block book breathe breathing bring build buy call
    cancel change check clean clear close confront contact count cover create cut delete distract do download drink eat
    email exercise expose fight file find fix focus forget gather give go hang hide hold ignore insist install invite
    join keep lean leave let limit list listen lock log look make meditate meet move note notice open pack pause phone
    photograph pick plan practise practice prepare press quit reach read rearrange record remember remind remove reply
    report reset rest return ring run save schedule see sell send set share sign sit skip sleep speak spend start stay
    stick stop swap switch take talk tape tell text think throw track try turn unplug use visit wait walk warn wash
    watch wear write"""
)
"""Verbs that stand first when people are told what to do."""

_WEAK = word_set("of at the your on up out down off end cut")
FEEL_ANCHORS = " ".join(word for word in FEELING.replace("|", " ").split() if word not in _WEAK)

Entry = tuple[str, str, str, dict[str, float]]
"""A cue as written down: its name, anchor words, pattern, and the log-odds that it lends by act."""
