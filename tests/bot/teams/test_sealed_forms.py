"""A form as bytes, and back."""

import json
import zlib

import pytest
from hypothesis import HealthCheck, given, settings

from bot.teams.sealed_forms import packed, unpacked
from handlers.screens import Form
from tests.bot.full_form import FORM
from tests.bot.vocabulary import forms


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(forms())
def test_any_form_comes_back_as_it_was(form: Form) -> None:
    assert unpacked(packed(form)) == form


@pytest.mark.parametrize(
    "plain",
    [["Heading", "Ingen form"], ["os.system", "ls"], ["Answer"], "Form", 7, None],
)
def test_nothing_else_is_ever_made(plain: object) -> None:
    with pytest.raises((KeyError, ValueError)):
        unpacked(zlib.compress(json.dumps(plain).encode()))


def test_a_form_travels_small() -> None:
    assert len(packed(FORM)) < 700
