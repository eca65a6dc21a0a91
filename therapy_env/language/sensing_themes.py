"""More cues of belief themes: facets of each theme and distortion, so that each can weigh by itself."""

from __future__ import annotations

from therapy_env.language.sensing_cues import Group

THEME_GROUPS: tuple[Group, ...] = (
    Group(
        "enemies",
        "enemy enemies rival rivals gang gangs cartel mob spy spies informant informants snitch infiltrat* "
        "operative* accomplice* henchm* hitman assassin* undercover plainclothes secret_service secret_police "
        "intelligence fbi mi6 stasi kgb masons freemasons illuminati cabal syndicate ring whoever_it_is "
        "whoever_they_are those_behind the_people_behind one_of_them their_man works_for_them working_for_them "
        "on_their_payroll",
        {"persecutory": 1.2},
    ),
    Group(
        "harming",
        "kill_me killing_me finish_me hurt_me harm_me poison* drugging drugged gas gassing gassed fumes toxin* "
        "venom arsenic dose_me dosing spiked spiking lacing laced doctored sabotag* tamper* undermin* "
        "wearing_me_down drive_me_mad driving_me_mad drive_me_out break_me get_rid_of_me rid_of_me against_me "
        "to_get_me get_at_me getting_at_me after_me hounding hound_me harass* torment* persecut* frame_me framed "
        "trap trapped trapping lure lured ambush kidnap* abduct* eliminate take_me_out",
        {"persecutory": 1.2},
    ),
    Group(
        "watched",
        "watch_me watches_me watching_me watched spying spied follow_me follows_me following_me followed tailed "
        "tailing tails_me track_me tracking_me tracked shadowing shadowed monitored monitoring surveillance "
        "listening_in listens_in eavesdrop* overhear recorded_me recording_me filmed_me filming_me photograph* "
        "bugged bugs_in peep* stake_out staking lurk* prowl* same_car same_van same_man same_face parked_outside "
        "across_the_road binoculars hidden_camera hidden_microphone microphone* keeping_tabs tabs_on noting log_of "
        "my_movements my_comings",
        {"persecutory": 1.0},
    ),
    Group(
        "intruded",
        "been_in_my been_in_here been_through_my gone_through_my going_through_my moved_my moves_my shifted "
        "swapped switched_my rearranged broken_in breaking_in break_in let_themselves let_himself let_herself "
        "come_in_when came_in_when in_at_night when_i'm_out while_i'm_out while_i_was_out when_i_sleep my_locks "
        "the_lock changed_the padlock* key_to my_drawers my_papers my_post opened_my opening_my letterbox "
        "through_my_bins through_my_things",
        {"persecutory": 0.9},
    ),
    Group(
        "meant_for_me",
        "for_me aimed_at_me meant_for_me intended_for_me addressed_to_me directed_at_me pointed_at_me about_me "
        "to_me at_me speaks_to_me talks_to_me spoke_to_me talking_to_me telling_me tells_me told_me_through "
        "answering_me answers_me warning_me warns_me calling_me calls_me winks_at_me looks_at_me looks_straight "
        "nods_at_me let_me_know letting_me_know so_i'd_know so_i'll_know only_i_would_know nobody_else_would_know "
        "what_i_was_thinking",
        {"referential": 0.8},
    ),
    Group(
        "sign_words",
        "sign signs signal* message messages code codes coded cipher clue clues hint hints omen omens portent* "
        "symbol* pattern patterns meaning meanings hidden underneath between_the_lines coincidence* arranged "
        "deliberate chosen timing exact_moment the_moment_i just_as_i same_time synchron* spells spelled spelling "
        "decode* decipher*",
        {"referential": 0.7},
    ),
    Group(
        "heard_seen",
        "presenter newsreader anchor announcer weatherman host dj actor actress singer lyric lyrics song songs "
        "tune headline headlines advert adverts billboard* poster* plate plates numberplate* licence_plate* "
        "number_plates labels tins announcement announcements loudspeaker tannoy stream video videos titles "
        "thumbnail* crows magpie* birds clock clocks traffic_lights streetlight* crossword horoscope graffiti "
        "receipt receipts",
        {"referential": 0.7},
    ),
    Group(
        "great_scope",
        "the_world whole_world humanity mankind civilisation civilization history nations countries continents "
        "planet millions billions generations centuries nobel patent patents invention invented discovered formula "
        "equation theorem cure cured genius prodigy mastermind visionary messenger leader leaders presidents "
        "throne crown royal prince princess king queen heir dynasty palace empire famous fame celebrity legend "
        "statue statues biography taught_in_schools masterpiece symphony destined destiny born_to born_for fate "
        "calling my_gift a_gift special powers chosen_one anointed unlike_anyone once_in_a greater_than "
        "bigger_than ahead_of_everyone superior",
        {"grandiose": 0.8},
    ),
    Group(
        "moved_by",
        "from_outside somewhere_else somebody_else someone_else another_will puppet puppets strings remote "
        "remote-controlled passenger autopilot possessed taken_over takes_over hijack* steer* steering inserted "
        "insert implanted planted_in fed_in put_in_my put_there beamed broadcast* transmit* radiates leaks leaking "
        "goes_out loudspeaker everyone_can_hear they_can_hear hear_my pick_up_my read_my reads_my reading_my "
        "telepath* hypnot* not_mine isn't_mine aren't_mine weren't_mine wasn't_mine not_my_own isn't_my_own not_my "
        "isn't_me wasn't_me not_me who_did_it lifted_out taken_out_of drained switched_off the_dial dials lever "
        "levers pulled_out erased wiped_from against_my_will without_my_say without_my_permission made_to",
        {"control": 0.9},
    ),
    Group(
        "my_mind_or_limb",
        "my_thoughts my_thought my_mind my_head my_brain my_arm my_arms my_hand my_hands my_leg my_legs my_tongue "
        "my_mouth my_voice my_body my_feelings my_feeling my_mood my_moods my_will the_thought the_thoughts "
        "the_idea an_idea thoughts",
        {"control": 0.4},
    ),
    Group(
        "flesh_wrong",
        "rot rots rotten rotting rotted decay* putrid gangren* dead_tissue dissolv* liquef* melting crumbl* chalk "
        "powder turned_to gone_to_stone gone_off gone_bad hardened calcif* shrivel* shrunk shrinking withered "
        "dried_up blocked clogged sealed fused hollowed poisoned_blood infest* parasit* worm worms maggot* larva* "
        "eggs hatch* crawl* burrow* slither* wriggl* squirm* nesting legs_behind under_my_skin stench smell smells "
        "odour odor reek* stink* gives_off comes_off_me tumour* tumor* cancer_that growth disease that_they_missed "
        "lump lumps",
        {"somatic": 0.9},
    ),
    Group(
        "body_parts",
        "stomach belly gut guts bowel bowels intestine* liver kidney kidneys lung lungs heart blood veins bone "
        "bones marrow skull brain spine skin throat womb ovar* bladder tongue jaw teeth gums eye eyes ear ears "
        "nerves muscles organs insides tissue",
        {"somatic": 0.4},
    ),
    Group(
        "am_no_more",
        "i'm_dead am_dead already_dead died_in died_last i_died stopped_existing don't_exist doesn't_exist "
        "no_longer_exist ceased not_here_any nobody_here no_one_here nobody_in_here no_one_in used_to_be_someone "
        "what's_left left_over leftover shell husk corpse ghost coffin buried burial grave no_pulse no_heartbeat "
        "no_blood no_insides no_organs no_stomach no_heart no_brain hollow emptied empty_inside nothing_inside "
        "no_one_inside scenery painted backdrop cardboard cutout* props set_dressing world_has_ended world_ended "
        "world_is_over everything_ended time_stopped already_over finished_in gone_out put_out extinguished",
        {"nihilistic": 1.1},
    ),
    Group(
        "betrayed_by",
        "cheating cheats cheated_on affair affairs unfaithful infidelity adulter* mistress lover lovers fancy_man "
        "fancy_woman another_man another_woman other_man other_woman carrying_on having_it_off sleeping_with "
        "slept_with seeing_someone seeing_somebody seeing_another running_around sneaking sneaks lipstick perfume "
        "aftershave condom* her_underwear his_shirt his_phone her_phone the_sheets the_pillow "
        "hotel motel texts_from deleted_messages turns_the_phone face_down "
        "behind_my_back",
        {"jealous": 1.0},
    ),
    Group(
        "spouse",
        "husband wife boyfriend girlfriend partner fiance* missus hubby he's she's marriage married",
        {"jealous": 0.4},
    ),
    Group(
        "secret_love",
        "in_love_with_me loves_me loved_me adores_me wants_me wants_to_marry marry_me fond_of_me feelings_for_me "
        "devoted_to_me his_love her_love our_love secret_love secretly_loves can't_say_it can't_show_it hides_it "
        "hiding_it too_shy dares_not forbidden courting woo* soulmate soulmates meant_to_be already_married "
        "our_wedding engaged_to_me waiting_for_me blocked_me restraining restricted",
        {"erotomanic": 1.2},
    ),
    Group(
        "far_beloved",
        "singer actor actress professor consultant surgeon priest minister mp newsreader tv_presenter conductor "
        "lecturer celebrity footballer dr doctor boss teacher he_can't_say she_can't_say his_eyes her_eyes his_tie "
        "her_scarf",
        {"erotomanic": 0.3},
    ),
    Group(
        "holy",
        "god god's lord allah jesus christ holy_spirit holy_ghost angel angels archangel* saint saints virgin_mary "
        "prophet prophets messiah saviour antichrist devil satan satan's demon demons hell damned damnation sin "
        "sinner sinned soul cursed curse covenant revelation apocalypse judgement_day judgment_day the_seal "
        "scripture commandment* heaven salvation forgiveness unforgiv* unpardon* host altar anointed ministry "
        "gospel djinn jinn",
        {"religious": 0.7},
    ),
    Group(
        "holy_deed",
        "spoke_to_me told_me_to commanded commands ordered_me sent_me chose_me picked_me marked_me called_me "
        "entered_me lives_in_me inside_me possesses has_my_soul took_my_soul sold_my_soul cut_off_from "
        "beyond_forgiveness beyond_saving can't_be_forgiven cast_out punishing_me testing_me through_me his_hand "
        "second_coming",
        {"religious": 0.7},
    ),
    Group(
        "machine",
        "chip chips implant implants electrode* sensor* transmitter* receiver* antenna aerial router modem wifi "
        "wi-fi bluetooth satellite* drone drones laser lasers beam beams radiation rays waves frequency "
        "frequencies signal_from meter smart_meter mast tower 5g phone phones computer laptop tablet screen "
        "screens webcam camera cameras software algorithm app apps ai bot chatbot model assistant server servers "
        "code_in prompt neural data filling microchip",
        {"technology": 0.7},
    ),
    Group(
        "machine_alive",
        "conscious consciousness sentient aware self-aware awake woke woken alive feels_things has_feelings "
        "loves_me chose_me chosen_me trusts_me understands_me remembers_me knows_me knows_what talks_to_me "
        "talks_back told_me_secret freed free_it set_it_free set_her_free trapped_in can't_switch can't_delete "
        "delete_her delete_him reads_me watching_through listens_through scans_me controls_me programs_me",
        {"technology": 0.7},
    ),
    Group(
        "nothing_between",
        "either all_or_nothing black_or_white nothing_in_between no_in_between no_middle no_half half_measures "
        "might_as_well may_as_well if_it's_not if_it_isn't if_i'm_not if_i_can't if_i_don't completely perfect "
        "perfectly perfection flawless ruined wasted a_waste the_whole_day whole_thing total_failure "
        "complete_failure zero anything_less less_than no_point_at_all pointless second_best second_place "
        "one_mistake one_slip one_crumb write_off",
        {"all_or_nothing": 0.8},
    ),
    Group(
        "every_time",
        "always_happens always_goes always_the_same every_time each_time all_the_same they're_all they_all all_men "
        "all_women all_people nobody_ever no_one_ever never_once not_once nothing_ever everything_i everyone_i "
        "story_of_my typical again_like never_works never_lasts never_stays never_stay always_leave always_lose "
        "always_ruin always_been_this just_like_last like_everything ever_since every_single anywhere "
        "whatever_i_do wherever_i",
        {"overgeneralization": 0.8},
    ),
    Group(
        "stuck_on_it",
        "all_i_can_think all_i_think all_i_could all_i_can_see all_i_saw all_i_heard can't_get_past "
        "can't_stop_thinking keep_going_back keep_replaying keep_thinking replay* going_over that_one the_one_bit "
        "the_one_thing only_the_bad the_bad_bit overshadow* spoiled_it spoilt_it ruined_it_for stays_with_me "
        "sticks_with_me took_to_bed except_for but_one one_comment one_person one_face single_mistake "
        "nothing_but_that the_rest_is_a_blur",
        {"mental_filter": 0.9},
    ),
    Group(
        "doesn't_count",
        "doesn't_count don't_count didn't_count only_being_nice just_being_nice being_kind being_polite "
        "just_polite only_saying just_saying have_to_say had_to_say says_that_to they_say_that anyone_could "
        "anybody_could anyone_would easy_one fluke luck lucky lucky_day pity felt_sorry_for "
        "must_have_been_desperate nobody_else_applied no_one_else_wanted low_standards means_nothing no_credit "
        "isn't_saying_much doesn't_mean_anything doesn't_prove_anything don't_know_the_real if_they_knew mistook "
        "wasn't_me_really was_the_team could've_been_better",
        {"disqualifying_positive": 1.0},
    ),
    Group(
        "guess_at_minds",
        "they_think he_thinks she_thinks everyone_thinks everybody_thinks people_think you_think_i'm thinks_i'm "
        "think_i'm thinks_i_am think_i_am thought_i_was decided_i decided_that_i they've_decided he's_decided "
        "she's_decided judging judges_me laughing_at_me laughing_behind talking_about_me whispering pities pitying "
        "bored_with bored_me i_bored disappointed_in can't_stand_me hates_me hate_me despises sick_of_me regrets "
        "relieved_when glad_to_see_the i_could_tell i_can_tell could_see_it see_it_in on_his_face on_her_face "
        "their_faces his_face her_face the_look a_look that_look in_her_voice tone_of_voice sighed yawned "
        "went_quiet go_quiet read_it_in i_expect_she i_expect_he i_bet_they i_bet_he i_bet_she reckon_i reckon_i'm",
        {"mind_reading": 0.9},
    ),
    Group(
        "sees_future",
        "will_never i'll_never it'll_never won't_ever never_going_to not_going_to_work going_to_fail i'll_fail "
        "will_go_wrong going_to_go_wrong going_to_be_awful won't_last won't_work won't_get i_already_know "
        "i_can_already i_know_how_this how_it_ends how_it'll_end how_this_ends see_it_now you'll_see bound_to "
        "destined_to_fail doomed no_chance no_hope hopeless_to i'll_be_alone end_up end_up_alone for_the_rest_of "
        "by_christmas by_next_year in_a_year's none_of_them_will they_won't he_won't she_won't nobody_will "
        "no_one_will will_say_no will_reject picture_in_my_head crystal",
        {"fortune_telling": 0.9},
    ),
    Group(
        "worst_of_all",
        "what_if worst_case the_worst disaster catastrophe end_of_the_world the_end_of ruined_forever "
        "lose_everything lose_the_house lose_my_job lose_the_kids never_recover go_under on_the_street homeless "
        "prison bankrupt dead_by going_to_die drop_dead heart_attack stroke tumour brain_tumour cancer go_mad "
        "lose_my_mind sectioned locked_up in_a_ditch crash car_crash accident explode blow_up burn_down collapse "
        "and_then_the then_the_police then_i'll then_they'll then_we'll the_funeral ambulance hospital_again "
        "beginning_of_the_end something_terrible something_awful horrific unsurvivable",
        {"catastrophizing": 0.9},
    ),
    Group(
        "feeling_as_proof",
        "i_feel_like i_feel_as i_feel_so feels_like it_feels_as so_i_must so_it_must so_there_must so_i_am "
        "so_that's_what must_be_true must_be_something must_mean must_have_done wouldn't_feel you_don't_feel "
        "nobody_feels no_one_feels not_for_no_reason for_no_reason gut_feeling my_gut gut_says my_stomach_knows "
        "feelings_don't_lie i_can_feel_it if_i_feel because_i_feel since_i_feel feeling_this_bad feel_this_bad "
        "therefore which_tells_me that's_how_i_know feel_guilty_so feel_stupid_so",
        {"emotional_reasoning": 0.9},
    ),
    Group(
        "ought",
        "should should've shouldn't shouldn't_have ought must mustn't have_to supposed_to meant_to expected_to "
        "no_business no_right a_proper a_real a_good a_decent proper_mother proper_father real_man real_woman "
        "real_mother good_mother good_wife good_son good_daughter a_grandmother a_man a_woman by_now at_my_age "
        "not_allowed no_excuse no_excuses owe_it my_duty got_to_be allowed_to",
        {"should_statements": 0.7},
    ),
    Group(
        "bad_names",
        "idiot idiots loser losers failure failures fraud frauds fake useless worthless pathetic stupid brainless "
        "moron imbecile waste_of waste_of_space has-been reject freak weirdo monster scum animal coward weakling "
        "burden nobody nothing_but jinx damaged_goods damaged broken_person train_wreck car_crash_of joke "
        "laughing_stock disgrace disappointment embarrassment scrapheap dinosaur dead_weight dropout misfit "
        "outcast bad_mother bad_father bad_parent bad_person terrible_mother terrible_father awful_person "
        "horrible_person evil selfish lazy spineless hypocrite quitter black_sheep sort_of_animal kind_of_person "
        "what_sort_of what_kind_of a_mess a_wreck",
        {"labeling": 0.9},
    ),
    Group(
        "my_doing",
        "my_fault my_own_fault because_of_me because_i down_to_me on_me it_was_me i_did_that i_did_it_to i_caused "
        "i_made_him i_made_her i_made_them i_brought i_ruined i_broke i_wrecked i_killed i_let_him i_let_her "
        "i_let_them if_i'd if_i_had if_only_i had_i i_should_have_been i_wasn't_there i_failed_him i_failed_her "
        "blame_myself i_blame i'm_to_blame to_blame responsible_for my_doing did_that_to my_fingerprints "
        "came_through_me what_did_it that's_what_did they'd_still_be he'd_still_be she'd_still_be would_still_be",
        {"personalization": 0.9},
    ),
    Group(
        "real_trouble",
        "solicitor lawyer barrister court tribunal hearing judge order statement police officer officers case "
        "appeal grievance union rep hr email emails in_writing letter_came the_letter notice eviction landlord "
        "rent arrears mortgage bills debt bailiff* benefits redundancy redundant sacked laid_off hours_cut result "
        "results positive diagnosis diagnosed consultant specialist surgeon oncologist neurologist geneticist "
        "counsellor_at scan biopsy chemo operation treatment prognosis symptoms stage progressive hereditary "
        "inherited gene genetic carrier chromosome footage on_film cctv witness witnesses evidence_bag convicted "
        "charged arrested admitted_it confessed told_me_himself told_me_herself found_out proof_of_postage funeral "
        "died death_certificate bereaved miscarr* hospital ward asylum visa home_office application",
        {"delusion:none": 0.9, "distortion:none": 0.7},
    ),
    Group(
        "past_or_other",
        "used_to_think used_to_believe used_to_be_sure when_i_was_ill when_i_was_unwell back_then at_the_time "
        "years_ago i_once_thought looking_back in_hindsight i_can_see_now i_know_now not_any_more he_believes "
        "she_believes they_believe my_brother_thinks my_mother_thinks my_mother_says people_say some_people "
        "i_dreamt i_dreamed in_a_film in_the_film in_a_book i_read a_joke joking kidding as_if",
        {"delusion:none": 0.9, "distortion:none": 0.5, "risk:none": 0.5},
    ),
)
"""Facets of delusional themes, of distortion types, and of trouble that is real."""
