"""Everything people can ask for, in one table. Names are `noun.verb`, the same on all platforms."""

from collections.abc import Mapping

from handlers import greeting, item_card, language, mine
from handlers.booking import child, consent_step, people, steps, times, voice
from handlers.entry import Entry
from handlers.router import Route

ROUTES: Mapping[tuple[Entry, str], Route] = {
    # Ways in
    (Entry.COMMAND, "help"): Route(greeting.show_help, greeting.Nothing),
    (Entry.COMMAND, "list"): Route(mine.show_list, greeting.Nothing),
    (Entry.COMMAND, "language"): Route(language.show_languages, language.LanguageWords),
    (Entry.ACTION, "help.show"): Route(greeting.show_help, greeting.Nothing),
    (Entry.ACTION, "greeting.show"): Route(greeting.greet, greeting.Written),
    (Entry.ACTION, "list.show"): Route(mine.show_list, greeting.Nothing),
    (Entry.ACTION, "home.open"): Route(mine.open_home, greeting.Nothing),
    (Entry.ACTION, "language.choose"): Route(language.choose_language, language.ChooseLanguage),
    (Entry.ACTION, "item.show"): Route(item_card.show_item, item_card.OfItem),
    # Booking
    (Entry.COMMAND, "book"): Route(steps.start_booking, steps.StartBooking),
    (Entry.ACTION, "booking.start"): Route(steps.start_booking, steps.StartBooking),
    (Entry.ACTION, "booking.later"): Route(steps.show_later, steps.LaterTimes),
    (Entry.ACTION, "booking.wait"): Route(steps.wait_for_time, steps.OfDraft),
    (Entry.FORM, "booking.child"): Route(steps.take_child, child.BookForChild),
    (Entry.FORM, "booking.voice"): Route(steps.take_voice, voice.HearChild),
    (Entry.FORM, "booking.time"): Route(steps.take_time, times.ChooseTime),
    (Entry.FORM, "booking.people"): Route(steps.take_people, people.BringPeople),
    (Entry.FORM, "booking.consent"): Route(steps.take_consents, consent_step.RegisterNow),
    (Entry.FORM, "booking.confirm"): Route(steps.take_slot, steps.OfDraft),
}
