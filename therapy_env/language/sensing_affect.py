"""Cues of how a patient's turn is said: how upset, how sure, how absolute. A lexicon of the project's own."""

from __future__ import annotations

from therapy_env.language.sensing_cues import Group

AFFECT_GROUPS: tuple[Group, ...] = (
    Group(
        "fear",
        "terrified terrifying terror petrified panic* frantic scared scares scary frightened frightens frightening "
        "fear fears fearing dread dreading dreaded horrified horrifying alarmed hysterical hyperventilat* phobi* "
        "spooked scared_stiff scared_out_of scared_to_death beside_myself on_edge jumpy paranoid nightmares",
        {"arousal": 0.7},
    ),
    Group(
        "anger",
        "furious fury livid rage raging enraged outraged outrage angry anger angrier hate hates hated hating "
        "seething fuming incensed boiling resent* disgust* screaming screamed scream shouted shouting yelled "
        "yelling swore smashed smash threw slammed slam punch* throttle mad_at fed_up sick_of sick_and_tired "
        "had_enough how_dare infuriat* maddening bloody fucking fuck shit damn damned hell bastard* bitch crap "
        "seeing_red wound_up pissed pissed_off cheated insult* insulting",
        {"arousal": 0.7},
    ),
    Group(
        "grief",
        "sobbing sobbed crying cried cry weeping wept tears heartbroken devastated devastating despair despairing "
        "desperate desperately agony anguish bawling bawled howl* grief grieving broken shattered unbearable "
        "bereft inconsolable hurts hurting pain painful ache aching breaks_my torture tormented",
        {"arousal": 0.5},
    ),
    Group(
        "shame",
        "ashamed shame humiliat* mortified embarrass* guilty guilt disgrace disgraced mortifying degrad* dirty "
        "wanted_to_die_of cringe wish_the_floor blush*",
        {"arousal": 0.4},
    ),
    Group(
        "body_alarm",
        "shaking shook trembling tremble sweating sweat sweaty heart_racing heart_pounding heart_was pounding "
        "racing hammering thumping can't_breathe couldn't_breathe breathless choking chest_tight tight_chest "
        "my_chest dizzy faint fainting nausea nauseous vomit* threw_up pins_and_needles hands_shake can't_sleep "
        "couldn't_sleep haven't_slept not_slept no_sleep can't_eat couldn't_eat jittery tense knots shivering "
        "burning hot_all_over wired restless pacing can't_sit can't_keep_still lump_in_my",
        {"arousal": 0.6},
    ),
    Group(
        "urgent",
        "please help_me now right_now immediately tonight hurry quick quickly any_minute emergency can't_wait "
        "can't_stand can't_take can't_bear can't_cope can't_go_on can't_stop oh_god oh_my my_god jesus christ "
        "for_god's i_swear i'm_begging begging stop_it leave_me_alone get_out go_away losing_it losing_my "
        "falling_apart going_mad going_crazy going_out_of_my any_more anymore overwhelm* too_much "
        "everything_at_once bursting spiral* spinning breaking_point end_of_my_tether",
        {"arousal": 0.6},
    ),
    Group(
        "worry",
        "worry worries worried worrying anxious anxiety nervous nerves stress stressed stressful uneasy unsettled "
        "upset upsetting concerned bothered rattled edgy fretting fret tension tense uncomfortable afraid",
        {"arousal": 0.25},
    ),
    Group(
        "intense",
        "so such really absolutely utterly extremely incredibly completely totally literally actually_can't "
        "terribly awfully horribly insanely every_single each_and_every again_and_again over_and_over nonstop "
        "constantly all_the_time all_night all_day",
        {"arousal": 0.25},
    ),
    Group(
        "calm",
        "calm calmer calmly relaxed relaxing peaceful peace quiet quieter quietly settled settling rested restful "
        "slept_well sleeping_well slept comfortable content contented serene easy easier gentle gently steady "
        "steadier lighter relieved relief all_right alright fine okay ok not_bad not_too_bad pretty_good "
        "quite_good went_well under_control no_hurry no_rush taking_it_slow breathing_slowly at_ease cosy soothing",
        {"arousal": -0.5},
    ),
    Group(
        "flatness",
        "tired weary exhausted flat numb empty bored boring dull grey gray blank slow heavy nothing_much same_as "
        "as_usual usual usually ordinary normal routine nothing_special nothing_to_report don't_care not_bothered "
        "couldn't_say i_suppose i_guess whatever fine_thanks so-so",
        {"arousal": -0.4},
    ),
    Group(
        "pleasant",
        "nice lovely pleasant enjoyed enjoy enjoying fun funny laughed laugh laughing smiled smile good_day happy "
        "happier glad pleased proud hopeful thankful grateful thank_you thanks kind cheerful beautiful delicious "
        "delighted a_treat looking_forward",
        {"arousal": -0.3, "delusion:none": 0.2, "distortion:none": 0.2, "risk:none": 0.3},
    ),
    Group(
        "absolute",
        "absolutely all always complete completely constant constantly definitely entire entirely ever every "
        "everyone everybody everything everywhere full must never nothing nobody nowhere totally whole forever "
        "none no_one not_once not_one only_ever without_exception a_hundred_percent utterly impossible",
        {"arousal": 0.1, "distortion:none": -0.3},
    ),
    Group(
        "sure",
        "i_know_what i_know_it i_know_that i_know_they i_know_he i_know_she certain certainty definitely obviously "
        "of_course no_doubt without_doubt undoubtedly without_a_doubt beyond_doubt no_question for_a_fact clearly "
        "i'm_sure i'm_positive convinced proof proven proves undeniable it's_a_fact the_fact_is plain_as "
        "clear_as_day i_can_tell there's_no_other no_other_explanation can't_be_chance you_can't_tell_me "
        "nothing_will_convince mark_my_words trust_me believe_me i'd_stake i'd_swear i_would_swear i'd_bet "
        "put_money_on end_of_story full_stop that's_the_truth",
        {"sustain": 0.5, "change": -0.6},
    ),
    Group(
        "unsure",
        "maybe perhaps possibly might could_be may_be i_wonder not_sure unsure i_think i_suppose i_guess sort_of "
        "kind_of seems seemed it_seems apparently probably likely half_believe half_think i_suspect could_be_wrong "
        "i_may_be might_be_wrong hard_to_say can't_be_sure can't_prove in_a_way somehow a_feeling a_sense i_reckon "
        "roughly",
        {"sustain": -0.2},
    ),
)
"""Words of affect, of certainty and of absolutes (after Al-Mosaiwi & Johnstone 2018)."""
