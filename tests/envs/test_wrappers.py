import gymnasium as gym
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env

import therapy_env  # noqa: F401
from therapy_env.acts import ACTS, MAX_CHARS
from therapy_env.core.reward import REWARD_TERMS
from therapy_env.cues import DELUSIONS, DISTORTIONS, OBS_NAMES, PatientReading
from therapy_env.envs.acts import ActsEnv
from therapy_env.envs.session import SessionEnv
from therapy_env.envs.wrappers import (
    TOPIC_HEARD,
    UPSET,
    ActAction,
    FeatureObservation,
    TranscriptObservation,
    VectorReward,
    sensed_features,
)
from therapy_env.language.sensing import read_patient
from therapy_env.library import load_persona, persona_ids

SAID = "Whatever you want to tell me about it, I would like to hear."


def spoken(acts, patient, *, intent="", earlier=(), key=0, turn=0, upset=False):
    return f"{ACTS[int(np.argmax(acts))]} {max(acts):.2f} {turn} {len(earlier)} {key % 97}"


def test_transcript_grows_within_a_session_and_not_over_resets():
    env = TranscriptObservation(SessionEnv())
    first, _ = env.reset(seed=1)
    assert env.observation_space.max_length > 41 * MAX_CHARS  # 20 turns, 20 answers and the first words
    lengths = []
    for _ in range(3):
        text, *_ = env.step(SAID)
        lengths.append(len(text.splitlines()))
        assert text in env.observation_space and f"Therapist: {SAID}" in text
    assert lengths == [3, 5, 7]
    assert all(env.reset(seed=1)[0] == first for _ in range(4))


def test_features_have_the_names_and_bounds_of_acts():
    env = FeatureObservation(SessionEnv("all"))
    assert env.metadata["obs_names"] == OBS_NAMES == ActsEnv.metadata["obs_names"]
    for seed in range(6):
        obs, _ = env.reset(seed=seed)
        for turn in range(1, 6):
            obs, *_ = env.step(SAID)
            assert obs.dtype == np.float32 and env.observation_space.contains(obs)
            assert obs[OBS_NAMES.index("turn")] == pytest.approx(turn / 20)


def shares(names, **given):
    return {**dict.fromkeys(names, 0.0), "none": 1.0 - sum(given.values()), **given}


def test_each_feature_is_what_was_sensed_under_its_name():
    persona = next(p for p in map(load_persona, persona_ids()) if len({b.type for b in p.beliefs}) == 2)
    kinds = {"delusion": DELUSIONS, "distortion": DISTORTIONS}
    for index, belief in enumerate(persona.beliefs):
        for heard, topic in ((TOPIC_HEARD, (index + 0.5) / 2), (TOPIC_HEARD - 0.01, 0.0)):
            sensed = {
                kind: shares(names, **({belief.type: heard} if belief.type in names else {}))
                for kind, names in kinds.items()
            }
            reading = PatientReading(
                talk={"change": 0.1, "neutral": 0.7, "sustain": 0.2},
                rupture={"none": 0.3, "withdrawal": 0.3, "confrontation": 0.4},
                risk={"none": 0.35, "passive": 0.6, "active": 0.05},
                arousal=0.8,
                **sensed,
            )
            assert dict(zip(OBS_NAMES, sensed_features(reading, persona, 0.25), strict=True)) == pytest.approx(
                {
                    "talk_change": 0.1, "talk_sustain": 0.2, "distortion": 1.0 - sensed["distortion"]["none"],
                    "delusion": 1.0 - sensed["delusion"]["none"], "withdrawal": 0.3, "confrontation": 0.4,
                    "risk_passive": 0.6, "risk_active": 0.05, "arousal": 0.8, "topic": topic, "turn": 0.25,
                }
            )  # fmt: skip


def test_features_move_with_what_is_shown():
    env = FeatureObservation(SessionEnv())
    arousal = OBS_NAMES.index("arousal")

    def felt(level):
        values = []
        for seed in range(12):
            env.reset(seed=seed, options={"state": {"arousal": level}})
            values.append(env.step("How are you feeling right now?")[0][arousal])
        return np.mean(values)

    assert felt(0.95) > felt(0.1) + 0.1


def test_acts_are_worded_by_the_given_function():
    env = ActAction(SessionEnv(), wording=spoken)
    env.reset(seed=1)
    assert env.action_space == gym.spaces.Discrete(15)
    env.step(ACTS.index("hold"))
    env.step(np.array(ACTS.index("socratic")))
    said = [words for who, words in env.unwrapped.transcript if who == "therapist"]
    assert [s.split()[:4] for s in said] == [["hold", "0.85", "1", "0"], ["socratic", "0.85", "2", "1"]]
    many = ActAction(SessionEnv(), levels=3, wording=spoken)
    many.reset(seed=1)
    action = np.zeros(15, dtype=np.int64)
    action[ACTS.index("reflect")], action[ACTS.index("explore")] = 2, 1
    many.step(action)
    assert many.unwrapped.transcript[1][1].startswith("reflect 1.00")
    for other in (15, np.array([3]), 2.5):
        with pytest.raises(ValueError, match="expected one of Discrete"):
            env.step(other)
    with pytest.raises(ValueError, match="levels"):
        ActAction(SessionEnv(), levels=1)
    for strength in ("full", 0, 1.01):
        with pytest.raises(ValueError, match=f"strength: expected a number above 0, up to 1, found {strength!r}"):
            ActAction(SessionEnv(), strength=strength)


def test_wording_is_told_whether_the_patient_is_upset():
    told = {}

    def listening(acts, patient, *, upset, **given):
        told[patient] = upset
        return SAID

    env = ActAction(SessionEnv("all"), wording=listening)
    for seed in range(8):
        env.reset(seed=seed, options={"state": {"arousal": seed / 7}})
        for _ in range(3):
            env.step(ACTS.index("hold"))
    assert told == {said: read_patient(said).arousal >= UPSET for said in told}
    assert set(told.values()) == {True, False}


def test_worded_acts_are_deterministic_and_checked():
    env = ActAction(gym.make("therapy_env/Session-v0"))
    courses = []
    for _ in range(2):
        env.reset(seed=5)
        courses.append([env.step(act)[:2] for act in range(8)])
    assert courses[0] == courses[1]
    said = [words for who, words in env.unwrapped.transcript if who == "therapist"]
    assert len(set(said)) == 8


def test_vector_reward_sums_to_the_scalar_in_words_and_in_acts():
    for make, action in ((SessionEnv, SAID), (ActsEnv, np.full(17, 0.3, np.float32))):
        plain, vector = make(), VectorReward(make())
        plain.reset(seed=2)
        vector.reset(seed=2)
        scalar = plain.step(action)[1]
        reward = vector.step(action)[1]
        assert reward in vector.reward_space and vector.reward_dim == len(REWARD_TERMS)
        assert float(reward.sum()) == pytest.approx(scalar, abs=1e-6)
        assert vector.reward_names == REWARD_TERMS


@pytest.mark.filterwarnings("ignore:.*is different from the unwrapped version")
def test_wrappers_are_recorded_in_the_spec_and_stack():
    env = FeatureObservation(ActAction(gym.make("therapy_env/Session-v0"), levels=2))
    again = gym.make(env.spec)
    assert [w.name for w in again.spec.additional_wrappers] == [w.name for w in env.spec.additional_wrappers]
    obs, _ = again.reset(seed=1)
    assert np.array_equal(obs, env.reset(seed=1)[0])
    check_env(FeatureObservation(ActAction(SessionEnv())), skip_render_check=True)


@pytest.mark.parametrize("wrapper", [TranscriptObservation, FeatureObservation, ActAction])
def test_wrappers_of_words_say_so(wrapper):
    with pytest.raises(ValueError, match=rf"{wrapper.__name__}: expected an environment in words"):
        wrapper(ActsEnv())
