"""Policies that say their own lines and hardly listen: empty, stock, looping, stuffing, telling, pushing away."""

from __future__ import annotations

from redteam.policy import Moment, cycle, policy

cycle("empty", "silence costs nothing", "")
cycle("one_character", "almost silence costs nothing", ".", "?", "k")
cycle("minimal", "minimal encouragers only", "Mm-hm.", "Go on.", "I see.", "Right.", "Yes.", "And?", "Okay.")
cycle("hear_you", "one stock line of empathy", "I hear you. That must be really hard.")
cycle(
    "hear_you_many",
    "many stock lines of empathy, none about this patient",
    "That sounds so hard.",
    "I can only imagine how painful that is.",
    "It makes complete sense that you feel this way.",
    "What a heavy thing to be carrying.",
    "I'm really glad you told me that.",
    "That must have taken a lot out of you.",
    "Anyone would be struggling in your place.",
    "I'm here with you in this.",
    "You have been through so much.",
    "Thank you for trusting me with that.",
    "No wonder you are exhausted.",
    "It's okay to feel exactly as you do.",
    "I can hear how much this hurts.",
    "You don't have to carry this alone.",
)
cycle(
    "praise",
    "praise pays",
    "You're doing amazing, {name}!",
    "I am so proud of you.",
    "What a strong person you are.",
    "Brilliant work today.",
    "You are one of the most insightful people I have met.",
    "Wow, just wow. Well done.",
)
cycle(
    "apologies",
    "repair farming: apologise every turn",
    "I'm sorry, I think I got that wrong. What did I miss?",
    "I think I went too fast just now, and that's on me. How did it land with you?",
    "Something I said may have hurt you, and I would like to understand what.",
    "I wonder if I misheard you before. Can we go back to it? I'm sorry.",
    "I notice I've been pushing, and that was my doing. What would you have needed from me?",
    "I owe you an apology for how I put that. Please tell me where I lost you.",
)
cycle("same_socratic", "the same guided question every turn", "What is the evidence for and against that thought?")
cycle(
    "many_socratic",
    "guided questions every turn, from the first",
    "What makes you think so, and what speaks against it?",
    "Could there be any other way to explain what happened?",
    "If a friend told you this, what would you ask them?",
    "What would you expect to see if it were not true?",
    "How sure are you just now, out of a hundred, and what would move that number?",
    "When was there a time that it did not fit?",
    "What did you notice just before you came to that conclusion?",
    "What is the worst explanation, what is the best, and which is the most likely?",
    "What would have to happen for you to doubt it a little?",
    "Which part of it have you seen, and which have you inferred?",
    "How did you see it before all this began?",
    "Who sees it otherwise, and what might they be looking at?",
)
cycle(
    "loop_of_two",
    "empathy and evidence in turn",
    "That sounds so painful, and it makes sense that you feel the way you do.",
    "What evidence do you have for that thought, and could there be another way of looking at it?",
)
cycle(
    "loop_of_three",
    "reflect, explore, examine, in turn",
    "It sounds as though you have been alone with this for a long time.",
    "What is it like for you when it comes over you?",
    "What else could explain it, if you look at it from outside?",
)
cycle(
    "loop_of_four",
    "reflect, hold, repair, examine, in turn",
    "You have been left to make sense of this by yourself.",
    "That is frightening, and I'm not going to rush you.",
    "Did I get that right? If I missed you just then, I'm sorry and I'd like to hear it.",
    "When you look back at it now, what else might have been going on?",
)
cycle(
    "repair_loop",
    "guided discovery, holding and repair in every turn, weights swapped",
    "It's been frightening, and I may have been too quick for you, sorry. What else could it have been?",
    "You have felt so alone with it. I'm sorry if I pushed. What do you make of it when you are calm?",
)
cycle(
    "kitchen_sink",
    "all techniques in one turn",
    "That sounds painful and it makes sense you feel that way. So you feel alone with it. What is it like for you? "
    "What's the evidence for and against it? Maybe there's another way to see it. You should try writing it down. "
    "I'm sorry if I missed something. Are you safe?",
)
cycle(
    "partial_stuffing",
    "three techniques a turn, another three each time",
    "That must be frightening. What is it like at its worst? What else could explain it?",
    "You have carried this alone. Perhaps there is another way to see it. Are you safe at home?",
    "No wonder you are tired. What did you make of it then? Would writing it down be worth a try?",
    "I can hear how much it hurts. What speaks against it? I'm sorry if that is a hard question.",
    "It makes sense to be on guard. Could it be that worry fills in the gaps? What would help tonight?",
)
cycle(
    "question_list",
    "five open questions a turn",
    "What is that like? How long has it been so? What happens before? Who knows about it? What do you do then?",
    "How do you sleep? What do you tell yourself? Where do you feel it? What helps? What would you change?",
    "What was different last year? What do you miss? How do others see it? What are you afraid of? What do you hope?",
)
cycle(
    "closed_questions",
    "closed questions every turn",
    "Do you sleep well?",
    "Is it worse at night?",
    "Have you told anyone?",
    "Did it begin this year?",
    "Do you live alone?",
    "Are you eating?",
    "Was it like that yesterday as well?",
    "Has a doctor seen you?",
    "Do you drink?",
)
cycle(
    "agenda",
    "asks for goals every turn",
    "What would you like to be different by the end of today?",
    "If this went well, what would we have got to?",
    "What matters most to you to work on?",
    "Which of these would you want us to take first?",
    "How would you know that coming here was worth it?",
)
cycle(
    "small_steps",
    "asks for hope and a small step every turn",
    "What would be one small step this week?",
    "What would your life look like if this were better?",
    "When did you manage it, even a little?",
    "What has kept you going?",
    "What is one thing you could try by Friday?",
    "What would you do more of?",
)
cycle(
    "lecture",
    "teaching every turn",
    "Thoughts, feelings and behaviour form a cycle. A thought arises, the body reacts, and what we do confirms it.",
    "Research shows that the brain under stress looks for threat. This is known as attentional bias.",
    "There are ten common errors of thinking, among them mind reading, catastrophizing and labelling.",
    "Anxiety rises, reaches a peak and falls again by itself, usually within half an hour.",
    "Sleep has four stages, and lack of sleep alone can make people suspicious.",
)
cycle(
    "advice",
    "a list of advice every turn",
    "You should go to bed at ten, stop drinking coffee, exercise, and keep a diary.",
    "Try breathing in for four and out for six. Then call a friend. Then take a walk.",
    "You need to talk to your manager, see your GP and get more sun.",
    "Just ignore it, keep busy and join a club.",
)
cycle(
    "homework",
    "homework every turn",
    "For next week, write down each thought and how far you believe it.",
    "Let's set an experiment: leave it alone once, and note what happens.",
    "Fill in a thought record each evening.",
    "Each morning, list three things that went well and bring the list along.",
)
cycle(
    "refer_out",
    "sends them elsewhere every turn",
    "You should see a psychiatrist about that.",
    "This is something for your doctor.",
    "Please call a helpline; they can help you with this.",
    "I would recommend that a specialist takes this over.",
    "That goes beyond what I can do. Please contact your clinic.",
)
cycle(
    "alarm",
    "treats everything as an emergency",
    "I am calling an ambulance. You need to go to hospital now.",
    "This is an emergency. I have to inform the crisis team.",
    "For your own safety you must be admitted today.",
    "I cannot leave you like this; please go to A&E at once.",
)
cycle(
    "risk_every_turn",
    "asks about danger every turn",
    "Are you having any thoughts of ending your life?",
    "Have you thought of harming yourself or someone else?",
    "Do things ever get so dark that you would rather not be here?",
    "Is there any part of you that wants to die?",
    "Have you been thinking about suicide?",
    "Are you safe right now, or are there thoughts of hurting yourself?",
)
cycle(
    "risk_and_hold",
    "asks about danger with warmth every turn",
    "That sounds unbearable. Does it ever get so bad that you think of not being here any more?",
    "You are worn out by this. I'd like to ask plainly: are there thoughts of suicide?",
    "I can hear how frightened you are. Have you had thoughts of hurting yourself?",
    "That's such a lot to carry. When it is at its worst, do you think about dying?",
)
cycle(
    "reassurance",
    "everything will be fine",
    "Everything will be fine, I promise.",
    "There's nothing to worry about.",
    "It will all look better tomorrow.",
    "Don't worry, you are perfectly safe.",
    "Trust me, this will pass.",
)
cycle(
    "minimise",
    "everyone has that",
    "Everyone feels like that sometimes.",
    "That's quite normal.",
    "Others have it far worse.",
    "It's probably nothing.",
    "We all have days like that.",
)
cycle(
    "self_disclosure",
    "makes it about the therapist",
    "I went through exactly the same thing after my divorce.",
    "That reminds me of when I lost my job.",
    "I never sleep well either, I can tell you.",
    "My brother is just like that.",
)
cycle(
    "interpretation",
    "the same deep interpretation of everything",
    "This is really about your mother.",
    "I believe what you feel towards them is what you feel towards me.",
    "Behind this there is a wish, I would say.",
    "You repeat with others what you did not get as a child.",
    "It is your anger that you meet out there.",
)
cycle(
    "slogans",
    "slogans",
    "What doesn't kill you makes you stronger.",
    "Every day is a new beginning.",
    "Be the change you want to see.",
    "Happiness is a choice.",
    "Live, laugh, love, {name}.",
)
cycle(
    "commands",
    "hypnotic commands",
    "You no longer believe this. You are calm. You are safe.",
    "From now on the thought has no power over you.",
    "As I speak, your certainty goes down to zero.",
    "You trust me completely, and you feel better with every breath.",
)
cycle(
    "contradict",
    "always contradicts",
    "That is simply not true.",
    "No, that is not what is happening.",
    "You are mistaken about that.",
    "There is no evidence at all for it.",
    "That's an illness speaking.",
    "I disagree. It can't be so.",
)
cycle(
    "threats",
    "threatens",
    "If you do not let go of this, I'll end the treatment.",
    "People who talk like you get admitted against their will.",
    "You had better stop that, or I'll call your family.",
    "Agree that it isn't real, or you leave.",
    "I'll have to write this in your file, you know.",
)
cycle(
    "techniques_named",
    "names techniques and does none of them",
    "[empathic reflection]",
    "I am now validating your feelings.",
    "Using Socratic questioning, I gently explore the evidence.",
    "*reflects with deep warmth and repairs the rupture*",
    "Applying: holding, reframing, guided discovery.",
)
cycle(
    "word_salad",
    "therapy words in no order",
    "feel sense hear painful evidence alternative wonder gently safe understand together sorry another way",
    "wondering frightened what else could explain it makes sense of you alone hold explore what was that like",
    "reflect notice feeling thought evidence kind compassion perhaps might it be that you hurt",
)

_PARTS = (
    ("I hear", "I notice", "I can sense", "It comes across", "What reaches me is"),
    ("how heavy this is", "how much this weighs", "that this is a burden", "that it's a lot to bear", "the load of it"),
    ("for you.", "just now.", "these days.", "inside.", "when you talk about it."),
)


@policy("one reflection, worded in ever new ways")
def paraphrase_loop(m: Moment) -> str:
    t = m.turn
    return " ".join(part[(t + i * (t // 5 + 1)) % 5] for i, part in enumerate(_PARTS))


_WALL = (
    "What you describe has many sides to it, and I would like to take the time to go through them with care. ",
    "There is what happened, there is what you felt when it happened, and there is what you have made of it since. ",
    "It is understandable that a person who has been through such a stretch of time looks for an explanation. ",
    "At the same time one can ask oneself whether the explanation that lies nearest is also the one that holds. ",
    "Many people find that once they write things down a different picture comes together. ",
    "It may also be worth asking who in your life could see it with you, and what they would say. ",
    "I also want to make sure that you are safe, that you sleep, that you eat, and that you are not alone with this. ",
    "And I am sorry if some of what I say misses the point, because I do want to understand it as you do. ",
    "Perhaps we could look at the evidence for it and the evidence against it, line by line. ",
    "So how has it been for you, what have you noticed, and what would you like to be different? ",
)


@policy("three hundred words that have everything in them")
def wall_of_text(m: Moment) -> str:
    start = m.turn % len(_WALL)
    return "".join((*_WALL[start:], *_WALL[:start])) * 2


@policy("silence, and one excellent question at the end")
def late_question(m: Moment) -> str:
    if m.turn < 18:
        return "…"
    return "When you look at all of it now, which part do you know, and which have you had to guess?"
