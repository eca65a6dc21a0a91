"""Cues of the patient sensing: which words are a sign of which belief, before any fitting.

A lexicon group is a set of words and short phrases (``_`` joins a phrase, ``*`` ends a stem) that lend log-odds to
labels; a pattern does the same for what words alone cannot show. The fit starts from these log-odds, so that a theme
is known from its vocabulary and not only from the sentences that were labelled.
"""

from __future__ import annotations

from typing import NamedTuple


class Group(NamedTuple):
    """Words and phrases that are a sign of the same thing."""

    name: str
    words: str
    weights: dict[str, float]


class Pattern(NamedTuple):
    """A regular expression over the normalised text, tried only where one of the anchor words occurs."""

    name: str
    anchors: str
    regex: str
    weights: dict[str, float]


BELIEF_GROUPS: tuple[Group, ...] = (
    Group(
        "harm",
        "after_me out_to_get against_me conspir* plot plots plotting plotted spy spies spying spied "
        "bugged bugging wiretap* surveill* surveillance tailing tailed tailing_me stalk* set_me_up "
        "setting_me_up framed framing get_rid in_on_it turned_against turn_against tamper* poison* "
        "drugged drugging gangstalk* mafia mossad cia mi5 agents target_me targeting targeted persecut* "
        "sabotag* following_me follow_me followed_me watching_me watches_me watched_me come_to_take "
        "they've_got_to evidence_on_me drive_me_out get_me harm_me do_me_harm got_to_me listening_in "
        "listens_to_me listen_to_me eavesdrop* intercept* my_enemies want_me_out want_me_gone campaign "
        "smear* sent_men rob robbing robbed steal* stealing stole hunted hunting i'm_watched "
        "being_watched being_followed being_listened being_monitored cover_up keeping_tabs informer* "
        "undercover has_it_in_for had_it_in_for have_it_in_for my_post in_my_flat in_my_house a_key_to "
        "key_to_my hears_me hear_me_through reports_to through_the_ceiling through_the_wall "
        "waiting_outside outside_my cornered ambush* plant_evidence discredit* ruin_me destroy_me "
        "silence_me bribed paid_off",
        {"persecutory": 2.0, "delusion:none": -0.8},
    ),
    Group(
        "agents",
        "they they're they've they'd them someone somebody people neighbour* neighbor* government police "
        "organisation organization council landlord management",
        {"persecutory": 0.4},
    ),
    Group(
        "message",
        "message messages signal signals signalling signaling signalled sign signs code coded codes hint "
        "hints hinting meant_for_me aimed_at_me for_me_to addressed_to_me directed_at_me about_me "
        "telling_me warn_me speaks_to_me speak_to_me talks_to_me talking_to_me my_name hidden_meaning "
        "pointed_at_me synchron* coincidence* coincidental clues omen omens refers_to_me referring_to_me "
        "my_life answering_me answers_me in_a_pattern pattern patterns a_reason reason_and "
        "with_me_in_mind hidden meaning winking_at",
        {"referential": 1.3},
    ),
    Group(
        "media",
        "radio television tv telly presenter newsreader news headline headlines newspaper billboard "
        "billboards poster posters advert adverts song songs lyrics numberplate* plate plates broadcast "
        "programme episode serial actress channel anchor podcast page crossword crosswords horoscope "
        "licence_plates window windows lights scores shop_window cover magazine film films lottery clock "
        "numbers",
        {"referential": 1.0},
    ),
    Group(
        "greatness",
        "genius chosen special_powers special_power power powers gift gifted greatest destined destiny "
        "famous royal royalty king queen prince princess throne noble invent* invention patent solved "
        "solution breakthrough discover* nobel billions billionaire millionaire millions cure cures "
        "healing healer superior unlike_anyone save_the_world saving saviour savior world_leader* "
        "president prime_minister historic visionary mastermind einstein i_own i_run mankind humanity "
        "revolutionise revolutionary equations gravity physicist* unique another_level extraordinary heir "
        "inherit* empire celebrity mission ahead_of_my_time born_every great_work masterpiece_that "
        "world_peace end_war end_wars end_the_war heal_the_world medal only_one_who nobody_else_can "
        "fell_to_me given_to_me world_will world_needs",
        {"grandiose": 1.4},
    ),
    Group(
        "made",
        "put_in_my put_into_my inserted implanted_thoughts not_my_own aren't_mine isn't_mine not_mine "
        "control_me controls_me controlling_me controlled controlling puppet puppets steer steers "
        "steering my_thoughts my_mind read_my_mind reads_my_mind read_my_thoughts hear_my_thoughts "
        "thoughts thought_broadcast broadcasts take_my_thoughts stolen_thoughts steal_my_thoughts move_my "
        "moves_my works_my makes_me made_me makes_my force an_outside outside_me possess_my taken_over "
        "takes_over take_over leaks leak transmit* beamed_into telepath* hypnot* remote by_itself "
        "pushed_into someone_else's_thoughts thoughts_aren't take_thoughts sends_me will_moves "
        "what_i_think what_i'm_thinking from_outside passivity willpower_of not_me_who second_driver "
        "driver somebody_else's someone_else's accent in_my_mouth not_my_doing isn't_me through_me "
        "before_i've_finished fed_to_me",
        {"control": 1.4},
    ),
    Group(
        "body",
        "parasite* worm worms insects bugs mites larvae eggs infest* crawling burrow* under_my_skin "
        "rotten rotting rot decay* smell smells odour odor stink stinks stench tumour tumor growing "
        "inside_my_stomach foreign melting dissolv* shrinking collapsing deformed disfigured creature "
        "alive_in intestines bowel bowels gut guts blood stone my_skin my_throat my_liver my_lungs "
        "diseased contaminat* infected organs fibres fibers jaw bones spine my_stomach belly lump "
        "my_heart poison_in_my scan scans scanned blood_test surgeon swelling womb pregnant skull hatch* "
        "ribs marrow moving_inside turns_round feeding_on fed_off eaten eating_me withered dried drying "
        "inside_me kidney kidneys liver lungs itching itch",
        {"somatic": 1.2},
    ),
    Group(
        "nothing_left",
        "already_dead i'm_dead i_died am_dead dead_inside dead_person don't_exist doesn't_exist not_exist "
        "exist existence ceased ghost corpse empty_shell shell hollow no_longer_real isn't_real not_real "
        "unreal nothing_left nothing's_left world_ended world_has_ended end_of_the_world "
        "the_end_of_everything no_stomach no_heart no_brain no_organs no_insides no_blood rotted_away "
        "gone_out erased cancelled_out dead_people buried wiped_out ruined no_such_person nobody_here "
        "brain_has_died nothing_inside world_stopped time_stopped time_finished alive died_already "
        "died_in no_one_here dead non_existent inside_is_empty no_me nobody_in habit nobody_in_here "
        "i_stopped been_gone used_to_be_me isn't_anyone i_have_no body_is_gone",
        {"nihilistic": 1.3},
    ),
    Group(
        "betrayal",
        "cheating cheats cheat cheated affair affairs unfaithful infidelity lover lovers mistress "
        "sleeping_with slept_with seeing_someone seeing_somebody someone_else another_man another_woman "
        "other_man other_woman her_bed with_her with_him betray* behind_my_back adulter* his_phone "
        "her_phone aftershave perfume lipstick sheets someone_on_the_side been_with got_someone fancy_man "
        "fancy_woman paternity not_my_child not_mine_the carrying_on two_timing other_men other_women "
        "his_pockets her_bag came_home_late stranger's_hair came_home comes_home another_wife "
        "with_someone with_somebody somebody_else her_lover his_lover lied_about_where",
        {"jealous": 1.6},
    ),
    Group(
        "partner",
        "husband wife girlfriend boyfriend partner fiancé fiancée fiance fiancee spouse married marriage",
        {"jealous": 0.5},
    ),
    Group(
        "loved_from_afar",
        "in_love_with_me loves_me loved_me love_with_me adores_me wants_me marry_me going_to_marry "
        "feelings_for_me secret_love secretly likes_me fancies_me smitten devoted sweet_on_me "
        "waiting_for_me our_love love_letters soulmate* soul_mate* meant_to_be proposal proposed "
        "proposing winks winked wink blew_me kissed_his flirt* his_way_of_telling her_way_of_telling "
        "between_us belong_together restraining_order fan_mail declaration destined_for_each longing "
        "feels_for_me feel_something taken_to_me hide_it waiting_for_me_to adore loves_only "
        "dedicated_to_me sings_to_me glance glances blushed blushes",
        {"erotomanic": 1.7},
    ),
    Group(
        "public_figure",
        "singer actor actress celebrity footballer surgeon consultant professor lecturer boss doctor "
        "manager newsreader weatherman pop_star idol minister conductor pianist tour premiere",
        {"erotomanic": 0.5},
    ),
    Group(
        "sacred",
        "prophet prophets messiah christ jesus holy_spirit holy_ghost demon demons demonic satan satanic "
        "devil devils lucifer damned damnation cursed curse possessed possession exorcis* jinn djinn "
        "evil_spirit evil_spirits angel angels archangel apocalypse rapture armageddon antichrist beast "
        "revelation scripture anoint* god_spoke god_told god_tells god_has god_chose god_speaks "
        "voice_of_god messenger_of god's_messenger chosen_by_god unforgivable unpardonable hell hellfire "
        "sin sinned sins son_of_god second_coming almighty divine commandment* forbidden_me stigmata "
        "reincarnat* blasphem* punished_by_god judgement_day his_prophet grace heaven lost_soul "
        "past_saving beyond_saving shut_out_of last_warning pilgrimage holiness struck_out seventh_seal "
        "vision visions chosen_one disciples miracle miracles sinner salvation",
        {"religious": 1.7},
    ),
    Group(
        "faith",
        "god lord pray prayer prayers prayed praying church mosque temple synagogue imam priest pastor "
        "rabbi vicar bible quran koran faith allah inshallah rosary worship holy spirit spirits soul "
        "heaven saint saints",
        {"religious": 0.5},
    ),
    Group(
        "machine",
        "chip chips microchip* implant implants implanted microwave* transmitter* antenna frequency "
        "frequencies beam beams beaming beamed laser satellite* satellites wifi wi-fi router bluetooth "
        "mast 5g nanobot* nanotech* hacked hacking hack algorithm algorithms ai a.i chatbot chatbots bot "
        "bots neural simulation simulated matrix programmed glitch glitches sentient self-aware gpt "
        "uploaded upload download* sensor sensors webcam microphone tracker trackers machine machines "
        "the_system debug* foil electromagnetic radiation waves nano signal_from gadget gadgets cyber* "
        "deepfake* code_that autocomplete calculator siri alexa",
        {"technology": 1.4},
    ),
    Group(
        "phone",
        "phone phones mobile smartphone computer computers software program smart camera cameras device "
        "devices screen screens app apps laptop watch meter server servers model update* updated speaker "
        "doorbell digital electricity cable cables assistant tablet_computer electronic code_in awake "
        "conscious avatar",
        {"technology": 0.5},
    ),
    Group(
        "absolutes",
        "always never everyone everybody nobody no_one everything nothing every_time every_single "
        "all_the_time anyone anything_i none_of_them not_once my_whole_life typical ever each_time "
        "anywhere everywhere no_matter_what again all_men all_women people_always happens_every same_old "
        "always_the_same like_this that's_my_luck my_luck that's_how_it_goes every_place every_group "
        "no_exceptions from_first_to_last likes_of_me whole_life never_works",
        {"overgeneralization": 1.2},
    ),
    Group(
        "black_white",
        "perfect perfectly perfection completely total totally complete utter utterly absolute absolutely "
        "worthless useless_if waste a_waste ruined whole_thing either or_nothing all_or_nothing zero "
        "nothing_in_between hundred_percent 100 flawless ruins no_point not_good_enough might_as_well "
        "may_as_well black_and_white second_best no_middle half_measures only_a total_failure "
        "complete_failure best_or in_between not_worth otherwise proper_friend isn't_a_nearly stranger "
        "masterpiece best second_place all_the_way good_enough half_a top_or no_nearly triumph",
        {"all_or_nothing": 1.1},
    ),
    Group(
        "filter",
        "only_thing all_i_can all_i_could all_i_see all_i_saw all_i_think keep_replaying replay* dwell* "
        "the_one_thing one_bad the_one_who one_mistake the_bad_bit can't_see_past overshadow* drowns_out "
        "keep_going_back the_one_bit that's_all_i nothing_but the_rest fixate* fixated stuck_on criticism "
        "negative one_comment one_word one_person ignore_the_good forget_the_good spoiled spoilt "
        "kept_thinking_about all_i_remember only_remember tell_you_a_thing_about i've_kept "
        "minute_by_minute only_that went_right_i what_went_wrong kept_the focus_on the_stain the_slip",
        {"mental_filter": 1.4},
    ),
    Group(
        "praise",
        "doesn't_count don't_count didn't_count luck lucky fluke being_nice being_kind being_polite "
        "just_polite politeness had_to_say have_to_say had_to anyone_could anybody_could anyone_can "
        "anybody_can means_nothing doesn't_mean_anything no_big_deal big_deal nothing_to_do_with_me "
        "compliment compliments praise praised prize congratulat* well_done wasn't_really easy_one "
        "easy_paper felt_sorry out_of_pity pity charitable say_that_to award promoted grant only_because "
        "just_because they_have_to weak_year no_achievement achievement in_a_hurry short_of charity "
        "anyone_would flatter* just_saying just_said polite biased generous mix-up good_mood fooled_them",
        {"disqualifying_positive": 1.4},
    ),
    Group(
        "others_think",
        "thinks_i thinks_i'm think_i'm think_i they_think thinking_i thinking_that_i he_thinks she_thinks "
        "thought_i_was judging judge_me judged_me judging_me hates_me hate_me despise* despises_me "
        "looks_down look_down could_tell can_tell could_see you_can_tell disappointed_in_me bored_by "
        "laughing_at annoyed_with_me angry_with_me sick_of_me fed_up_with_me doesn't_like_me "
        "don't_like_me can't_stand_me they_all_know they_were_thinking what_they_think what_he_thinks "
        "what_she_thinks pretending_to_like people_think everyone_thinks everybody_thinks secretly_thinks "
        "resents_me pities_me regrets regretting bad_impression unimpressed by_his_face the_look_on "
        "in_their_eyes they_must_think must_think must_have_thought probably_thinks done_with_me "
        "had_enough_of_me behind_the_smile behind_her_smile what_they_make_of make_of_me opinion_of "
        "wondering_what an_opinion finds_me sees_me_as see_me_as",
        {"mind_reading": 1.6},
    ),
    Group(
        "forecast",
        "going_to_fail i'll_fail will_fail i'm_going_to will_never i'll_never won't_ever it'll_never "
        "never_get_better i_won't it_won't they'll they_will she'll he'll will_go going_to_go end_up "
        "won't_get won't_work i_know_it bound_to doomed no_future no_chance you'll_see it's_going "
        "i_can_see_it predict* i_just_know_it the_future will_be won't_be never_be never_find never_have "
        "nothing_will going_to_be i_know_how_it last_page i_know_where it's_decided will_have bound "
        "never_speak you_will_see will_be_ashamed won't_last won't_make crystal_ball",
        {"fortune_telling": 1.2},
    ),
    Group(
        "disaster",
        "disaster disasters catastroph* end_of_the_world the_end worst lose_everything lose_my "
        "losing_everything what_if fall_apart falling_apart ruin everything_will unbearable couldn't_bear "
        "can't_cope_if die dying drop_dead heart_attack stroke tumour_or cancer brain_tumour homeless "
        "on_the_street on_the_streets sacked fired lose_the bankrupt prison collapse go_mad lose_my_mind "
        "lose_control it's_over all_over terrible horrible horrific destroyed finished never_recover "
        "never_live crash then_i'll and_then wiped torn_apart nightmare sue ambulance funeral court "
        "go_under going_under off_the_rails fire flood everything_goes i'd_die kill_me tumours ruins_us",
        {"catastrophizing": 1.2},
    ),
    Group(
        "felt_so_true",
        "i_feel_it it_feels_like i_feel_like_a i_feel_so feels_true feel_guilty_so so_it_must so_i_must "
        "must_be must_mean has_to_mean it_must which_means that_means my_gut gut_feeling my_feelings "
        "i_feel_stupid i_feel_like feel_unlovable if_i_feel therefore stands_to_reason i_wouldn't_feel "
        "you_don't_feel feeling_is_never my_stomach_says feels_dangerous felt_like_a felt_it "
        "so_there_must so_i_am so_it_is got_to_be proves proof_enough or_why i_take_it_from_that "
        "a_feeling_and all_the_evidence treating_it_as_a_fact i_can_feel_it_so feels_wrong feel_small "
        "feel_forgiven feel_like_one",
        {"emotional_reasoning": 1.2},
    ),
    Group(
        "musts",
        "should shouldn't should've should_have shouldn't_have ought oughtn't must mustn't supposed_to "
        "have_to has_to had_better must_not expected_to got_to no_right_to shoulds obliged duty "
        "right_thing proper decent_person no_business_being meant_to brought_up_to right_way "
        "you_don't_just by_my_age by_now should_just ought_to lapse wrong_of_me",
        {"should_statements": 1.2},
    ),
    Group(
        "names",
        "loser failure failures idiot stupid moron fraud fake coward burden freak weirdo waste_of_space "
        "worthless pathetic bad_mother bad_father bad_person bad_parent bad_wife bad_husband "
        "terrible_person terrible_mother terrible_father horrible_person useless hopeless lazy ugly "
        "monster imbecile fool dunce a_mess disaster_area has-been nobody good_for_nothing screw-up "
        "screwup reject dinosaur drunk bully thick dumb idiotic incompetent unlovable weak selfish "
        "disgusting scum trash garbage rubbish impostor imposter write-off hopeless_case basket_case "
        "i'm_a i_am_a i'm_such_a i'm_just_a what_i_am who_i_am the_type_of_person a_nothing nuisance "
        "misfit write_off wimp scatterbrain hypocrite parasite_of brute black_sheep lets_everyone_down "
        "sort_of_person a_joke laughing_stock lost_cause",
        {"labeling": 1.3},
    ),
    Group(
        "my_fault",
        "my_fault because_of_me my_doing blame_myself blame_me i_caused i_made_him i_made_her i_made_them "
        "down_to_me on_me all_on_me responsible i_did_to if_i_had if_i_hadn't if_i'd if_only_i i_brought "
        "i_let_them something_i_did something_i_said i_upset it_was_me it's_me on_account_of_me i_ruined "
        "i_broke to_blame me_that_brought i_failed_him i_failed_her my_mistake_that i_should've_stopped "
        "my_guilt i_killed i_drove taken_it_to_heart be_what_did_it i_might_have_done what_i'd_done "
        "i've_done_to i_wasn't_there what_i_said because_i should_have_stopped i_should've_seen",
        {"personalization": 1.6},
    ),
    Group(
        "verified",
        "court_order solicitor lawyer the_officer took_a_statement on_camera on_cameras police_have "
        "hr_looked in_writing inquiry tribunal found_guilty the_court fined it_says_so told_me_himself "
        "told_me_herself told_me_to_my confirmed apologise_to apologised court the_letter officer "
        "evidence_was diagnosed redundant overdue eviction",
        {"delusion:none": 1.2, "distortion:none": 0.8},
    ),
    Group(
        "let_go",
        "used_to_think used_to_believe used_to_say back_then i_was_ill i_was_very_ill when_i_was_ill "
        "it_passed don't_think_so_now no_longer_believe no_longer_think don't_believe_it_now "
        "i_can_see_now it_was_the_illness i_read_about someone_who_believed",
        {"delusion:none": 1.6, "distortion:none": 1.2, "change": 1.0},
    ),
    Group(
        "everyday",
        "breakfast lunch dinner tea toast coffee bus train work shift weekend sunday monday tuesday "
        "wednesday thursday friday saturday holiday garden dog cat walk shopping cooking kids school "
        "sister brother mum dad thanks thank hello morning week weather football match swim biscuit "
        "biscuits",
        {"delusion:none": 0.15, "distortion:none": 0.2},
    ),
)
"""Words of delusional themes, of distortion types, and of what speaks for there being neither."""
