"""A voice made of arithmetic: a detector of speech takes it for one, and no speech synthesiser need be installed."""

from __future__ import annotations

from typing import Any

import numpy as np

# the first four formants of American vowels in Hz (Peterson & Barney 1952, men; the fourth is Fant's neutral tract)
VOWELS_HZ = ((270, 2290, 3010, 3500), (530, 1840, 2480, 3500), (730, 1090, 2440, 3500), (300, 870, 2240, 3500))
BANDWIDTHS_HZ = (60, 90, 120, 175)
SYLLABLE_S = (0.14, 0.26)  # four to seven syllables a second, the pace of talk
PHRASE_SYLLABLES = (6, 12)
BREATH_S = (0.25, 0.45)


def voiced(seconds: float, seed: int = 0, rate_hz: int = 16_000, level: int = 6000) -> Any:
    """Somebody babbles: glottal pulses through formants, syllables with a consonant's hiss, a breath between phrases.

    Args:
        seed: Another seed is another person: pitch, length of the vocal tract, what is said and when.
        level: The loudest sample.
    """
    person = np.random.default_rng(seed)
    pitch_hz = person.uniform(90, 220)
    tract = 0.9 + 0.2 * (pitch_hz - 90) / 130  # high voices have short tracts
    pieces = [np.zeros(0)]
    missing = round(seconds * rate_hz)
    until_breath = person.integers(*PHRASE_SYLLABLES)
    while missing > 0:
        if until_breath:
            piece = _syllable(person, pitch_hz, tract, rate_hz)
            until_breath -= 1
        else:
            piece = np.zeros(round(person.uniform(*BREATH_S) * rate_hz))
            until_breath = person.integers(*PHRASE_SYLLABLES)
        pieces.append(piece[:missing])
        missing -= len(pieces[-1])
    sound = np.concatenate(pieces)
    return np.rint(sound * level / np.abs(sound).max(initial=1e-9)).astype(np.int16)


def _syllable(person: np.random.Generator, pitch_hz: float, tract: float, rate_hz: int) -> Any:
    samples = round(person.uniform(*SYLLABLE_S) * rate_hz)
    melody = pitch_hz * np.linspace(*person.uniform(0.85, 1.2, 2), samples) / rate_hz
    pulses = np.diff(np.floor(np.cumsum(melody) + person.random()), prepend=0.0).clip(0, 1)
    vowel = np.array(VOWELS_HZ[person.integers(len(VOWELS_HZ))]) * tract
    sound = np.convolve(pulses, _ringing(vowel, rate_hz))[:samples]
    sound *= np.hanning(samples) ** 0.5 * person.uniform(0.6, 1.0) / max(np.abs(sound).max(), 1e-9)
    hiss = round(0.04 * rate_hz)
    sound[:hiss] += 0.1 * np.diff(person.normal(size=hiss), prepend=0.0) * np.hanning(hiss)
    return sound


def _ringing(formants_hz: Any, rate_hz: int) -> Any:
    """Impulse response, 30 ms, of one resonator after the other."""
    z = np.exp(-2j * np.pi * np.arange(rate_hz * 30 // 1000 // 2 + 1) / (rate_hz * 30 // 1000))
    response = np.ones_like(z)
    for hz, bandwidth_hz in zip(formants_hz, BANDWIDTHS_HZ, strict=True):
        radius = np.exp(-np.pi * bandwidth_hz / rate_hz)
        response /= 1 - 2 * radius * np.cos(2 * np.pi * hz / rate_hz) * z + radius**2 * z**2
    return np.fft.irfft(response)
