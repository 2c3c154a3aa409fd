"""What the libraries beneath would log: whole activities, tokens and addresses."""

import logging

import pytest
from microsoft_teams.common import Client, ClientOptions

from bot.teams.install import LIBRARIES, silence


def test_the_libraries_are_silent_also_when_the_sdk_sets_their_level(caplog: pytest.LogCaptureFixture) -> None:
    silence()
    Client(ClientOptions())
    with caplog.at_level(logging.DEBUG):
        for name in LIBRARIES:
            logging.getLogger(name).critical("POST https://smba.example/v3/conversations/a:ingrid/activities")
    assert caplog.records == []
