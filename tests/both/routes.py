"""Where each thing that people can ask for is walked, on every platform.

A test that stands here is held to it: it fails where one of its routes was not answered in it, asked for by what its
people pressed, wrote or sent in.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from bot import desk
from handlers.context import Context
from handlers.entry import Entry
from handlers.router import Route
from handlers.routes import ROUTES
from handlers.screens import Answer

# Drawn on one platform alone: in Slack the client closes a form, and tells nobody.
ELSEWHERE: Mapping[str, frozenset[str]] = {"slack": frozenset({"action form.close"}), "teams": frozenset()}
# By test: its file and its name.
WALKS: Mapping[str, tuple[str, ...]] = {
    "test_agenda.test_the_agenda_is_changed_before_it_goes_out": ("command agenda",),
    "test_agenda.test_the_family_is_told_with_a_text_that_names_nobody": ("action family.text",),
    "test_agenda.test_yes_and_no_are_told_to_the_convener": ("action attendance.without",),
    "test_arriving.test_what_may_have_got_through_is_never_sent_again": ("action minutes.stands",),
    "test_booking.test_a_time_is_taken_away_when_the_coordinator_is_sure": ("action slots.unit", "action slots.remove"),
    "test_consent.test_what_was_registered_by_mistake_is_undone": ("action consent.undo",),
    "test_consent.test_without_consent_the_time_is_kept_or_given_up": ("action release.give_up",),
    "test_conversations.test_somebody_of_another_organisation_in_it": ("command minutes",),
    "test_digest.test_a_leader_chooses_the_day_and_the_time": (
        "command digest",
        "action digest.choose",
        "form digest.choose",
    ),
    "test_digest.test_it_is_asked_for_and_shows_what_is_missing": ("action digest.missing",),
    "test_journey.test_from_the_first_time_to_the_last_reminder_the_summary_and_the_digest": (
        "command book",
        "form booking.child",
        "form booking.voice",
        "form booking.time",
        "form booking.people",
        "form booking.confirm",
        "action attendance.reply",
        "action consent.open",
        "form consent.register",
        "action measure.done",
        "action minutes.open",
        "form minutes.held",
        "form minutes.outcome",
        "action minutes.add",
        "form minutes.measure",
        "form minutes.measures",
        "form minutes.confirm",
        "command slots",
        "action slots.series",
        "form slots.series",
        "form slots.series_confirm",
    ),
    "test_measures.test_a_measure_is_given_reminded_of_done_and_taken_back": ("action measure.undo",),
    "test_measures.test_a_measure_is_put_off_with_a_reason_and_its_reminders_move": (
        "action measure.put_off",
        "form measure.put_off",
    ),
    "test_measures.test_a_reminder_is_put_off_and_comes_again_from_what_is_true_then": (
        "action later.open",
        "form later.choose",
    ),
    "test_measures.test_what_somebody_is_to_do_is_listed_and_done_from_the_list": ("command todo",),
    "test_minutes.test_documentation_that_waits_is_reminded_of_until_it_is_done": ("action minutes.documented",),
    "test_minutes.test_measures_are_added_and_removed_with_what_is_wrong_said_at_its_field": (
        "action minutes.list",
        "action minutes.remove",
    ),
    "test_moving.test_who_waits_is_offered_the_time_that_comes_free": ("action waitlist.accept",),
    "test_own_page.test_messages_come_when_one_has_chosen": (
        "command settings",
        "action settings.hours",
        "form settings.hours",
    ),
    "test_own_page.test_the_language_is_changed_and_holds_for_all_that_follows": (
        "command list",
        "command language",
        "action language.choose",
    ),
    "test_own_page.test_what_is_done_from_the_page_is_seen_on_it": ("action booking.start",),
    "test_posts.test_another_channel_is_chosen_and_gets_it_once": ("action minutes.where", "form minutes.where"),
    "test_refusals.test_a_form_that_is_left_changes_nothing": ("action form.close",),
    "test_refusals.test_an_unknown_word_gets_the_nearest_command": ("action moving.choose",),
    "test_times.test_a_day_is_called_off_and_everybody_is_told": (
        "action slots.call_off",
        "form slots.call_off",
        "form slots.call_off_confirm",
    ),
    "test_times.test_a_near_time_is_booked_with_the_consent_registered": ("form booking.consent",),
    "test_times.test_a_time_of_another_school_is_taken_with_a_place_of_ones_own": (
        "action moving.open",
        "form moving.place",
    ),
    "test_times.test_an_age_that_a_later_day_leaves_open_is_asked_for": ("form moving.age",),
    "test_times.test_later_times_are_shown_when_one_books_and_when_one_moves": (
        "action booking.later",
        "command move",
        "action moving.later",
        "form moving.time",
    ),
    "test_times.test_one_time_is_added_where_it_may_be": ("action slots.add", "form slots.add"),
    "test_times.test_who_waits_lets_the_next_have_it_and_leaves_the_line": (
        "action home.open",
        "action booking.wait",
        "command cancel",
        "form cancel.confirm",
        "action waitlist.decline",
        "action waitlist.leave",
    ),
    "test_waiting.test_a_summary_that_stands_nowhere_waits_until_it_is_settled": ("action minutes.send",),
    "test_ways_in.test_a_meeting_is_found_from_the_help_and_cancelled": ("action cancel.choose", "action cancel.open"),
    "test_ways_in.test_a_meeting_that_is_not_summed_up_is_found_from_the_help": ("action minutes.choose",),
    "test_ways_in.test_a_word_that_is_nearly_one_leads_to_the_choice_of_language": (
        "action help.show",
        "action language.show",
    ),
    "test_ways_in.test_an_agenda_is_found_from_the_help_and_changed": (
        "action agenda.choose",
        "action agenda.open",
        "form agenda.edit",
        "form agenda.minutes",
    ),
    "test_ways_in.test_what_is_ones_own_is_found_from_the_help": (
        "command help",
        "action list.show",
        "action settings.show",
        "action item.show",
        "action todo.show",
    ),
    "test_ways_in.test_what_leaders_and_the_coordinator_look_for_is_found_from_the_help": (
        "action digest.show",
        "action slots.show",
    ),
    "test_ways_in.test_what_waits_is_read_to_its_end": ("action waiting.show",),
    "test_ways_in.test_who_just_writes_is_greeted_and_told_to_delete_what_points_somebody_out": (
        "action greeting.show",
    ),
    "test_who_comes.test_a_deputy_finds_the_question_on_the_own_page": (
        "action attendance.deputy",
        "form attendance.deputy",
        "action attendance.deputy_show",
        "action attendance.deputy_answer",
    ),
    "test_who_comes.test_a_summary_that_did_not_arrive_is_given_in_another_way": ("action minutes.given",),
    "test_who_comes.test_another_is_chosen_where_somebody_does_not_come": (
        "action attendance.appoint",
        "form attendance.appoint",
    ),
    "test_who_comes.test_the_agenda_is_read_and_answered_from_the_own_page": ("action agenda.show",),
    "test_who_comes.test_the_convener_calls_one_more_in_and_takes_them_out_again": (
        "action attendance.people",
        "form attendance.people",
        "form attendance.person",
    ),
    "test_who_comes.test_the_time_is_kept_until_the_rule_gives_it_to_others": ("action release.keep",),
    "test_who_comes.test_what_the_family_answers_is_registered": (
        "action family.tell",
        "form family.told",
        "action family.coming",
    ),
}


@contextmanager
def walking(test: str, platform: str) -> Iterator[None]:
    """A test under way on a platform. When it has ended, it has walked the routes that it stands for."""
    answered: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk, "ROUTES", {key: _noted(key, route, answered) for key, route in ROUTES.items()})
        yield
    owed = set(WALKS.get(test, ())) - ELSEWHERE[platform]
    assert sorted(owed - answered) == [], f"{test} is to walk these too: tests/both/routes.py"


def name_of(key: tuple[Entry, str]) -> str:
    """How a route is called here: «form slots.add»."""
    return " ".join(key)


def _noted(key: tuple[Entry, str], route: Route, answered: set[str]) -> Route:
    handle: Callable[[Context, Any], Answer] = route.handle

    def noting(context: Context, request: Any) -> Answer:
        answer = handle(context, request)
        answered.add(name_of(key))
        return answer

    return Route(noting, route.takes)
