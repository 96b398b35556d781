"""The interface is whole in Chinese: nothing untranslated, guessed, left over, or with a place lost."""

import re

from archives.translations.gathering import catalogues, gathered, read

PLACE = re.compile(r"%\(\w+\)[sd]")


def test_every_sentence_is_translated() -> None:
    wanted = {message.id for message in gathered() if message.id}
    for language in catalogues():
        translated = {m.id for m in read(language) if m.id and m.string and all(m.string) and not m.fuzzy}
        assert sorted(map(str, wanted - translated)) == [], "run ./run messages and translate"


def test_no_place_in_a_sentence_is_lost_in_translation() -> None:
    for language in catalogues():
        for message in read(language):
            if isinstance(message.id, str) and message.id and message.string:
                assert set(PLACE.findall(message.id)) == set(PLACE.findall(str(message.string))), message.id
