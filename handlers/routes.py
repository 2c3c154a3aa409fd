"""Everything people can ask for, in one table. Names are `noun.verb`, the same on all platforms."""

from collections.abc import Mapping

from handlers import cancelling, greeting, home, item_card, language, later, mine, preferences, release, waiting
from handlers.agenda import building, reading
from handlers.attendance import appointing, deputies, replying
from handlers.attendance import people as attendance_people
from handlers.booking import child, consent_step, people, steps, times, voice
from handlers.consent import register as consent
from handlers.consent import undo
from handlers.digest import asking, choosing
from handlers.entry import Entry
from handlers.family import coming, told
from handlers.family import texts as family
from handlers.measures import doing, putting_off, todo
from handlers.measures.own import OfMeasure
from handlers.minutes import choosing as minutes_choosing
from handlers.minutes import documentation, given, held_form, measures_form, outcome_form, standing, way_in
from handlers.minutes import steps as minutes
from handlers.moving import steps as moving
from handlers.moving.ages import GiveAge
from handlers.router import Route
from handlers.slots import calling_off, overview, series, single
from handlers.waitlist import choices

ROUTES: Mapping[tuple[Entry, str], Route] = {
    # Ways in
    (Entry.COMMAND, "help"): Route(greeting.show_help, greeting.Nothing),
    (Entry.COMMAND, "list"): Route(mine.show_list, mine.ShowList),
    (Entry.COMMAND, "language"): Route(language.show_languages, language.LanguageWords),
    (Entry.COMMAND, "settings"): Route(preferences.show_settings, greeting.Nothing),
    (Entry.ACTION, "help.show"): Route(greeting.show_help, greeting.Nothing),
    (Entry.ACTION, "greeting.show"): Route(greeting.greet, greeting.Written),
    (Entry.ACTION, "form.close"): Route(greeting.close_form, greeting.LeftForm),
    (Entry.ACTION, "list.show"): Route(mine.show_list, mine.ShowList),
    (Entry.ACTION, "home.open"): Route(home.open_home, greeting.Nothing),
    (Entry.ACTION, "waiting.show"): Route(waiting.show_waiting, waiting.ShowWaiting),
    (Entry.ACTION, "language.show"): Route(language.show_languages, language.LanguageWords),
    (Entry.ACTION, "language.choose"): Route(language.choose_language, language.ChooseLanguage),
    (Entry.ACTION, "settings.show"): Route(preferences.show_settings, greeting.Nothing),
    (Entry.ACTION, "settings.hours"): Route(preferences.open_hours, greeting.Nothing),
    (Entry.FORM, "settings.hours"): Route(preferences.set_hours, preferences.SetHours),
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
    # Moving, cancelling, waiting
    (Entry.COMMAND, "move"): Route(moving.move_by_words, moving.MoveByWords),
    (Entry.ACTION, "moving.choose"): Route(moving.move_by_words, moving.MoveByWords),
    (Entry.ACTION, "moving.open"): Route(moving.open_moving, moving.MoveItem),
    (Entry.ACTION, "moving.later"): Route(moving.show_later, moving.LaterTimes),
    (Entry.FORM, "moving.time"): Route(moving.choose_time, moving.ChooseTime),
    (Entry.FORM, "moving.age"): Route(moving.give_age, GiveAge),
    (Entry.FORM, "moving.place"): Route(moving.choose_place, moving.ChoosePlace),
    (Entry.COMMAND, "cancel"): Route(cancelling.cancel_by_words, cancelling.CancelByWords),
    (Entry.ACTION, "cancel.choose"): Route(cancelling.cancel_by_words, cancelling.CancelByWords),
    (Entry.ACTION, "cancel.open"): Route(cancelling.open_cancelling, cancelling.CancelItem),
    (Entry.FORM, "cancel.confirm"): Route(cancelling.confirm_cancelling, cancelling.ConfirmCancelling),
    (Entry.ACTION, "waitlist.accept"): Route(choices.accept_offer, choices.AnswerOffer),
    (Entry.ACTION, "waitlist.decline"): Route(choices.decline_offer, choices.AnswerOffer),
    (Entry.ACTION, "waitlist.leave"): Route(choices.leave_line, choices.LeaveLine),
    # Agenda and who comes
    (Entry.COMMAND, "agenda"): Route(building.agenda_by_words, building.AgendaByWords),
    (Entry.ACTION, "agenda.choose"): Route(building.agenda_by_words, building.AgendaByWords),
    (Entry.ACTION, "agenda.open"): Route(building.open_agenda, building.OfItem),
    (Entry.ACTION, "agenda.show"): Route(reading.show_agenda, reading.ShowAgenda),
    (Entry.FORM, "agenda.edit"): Route(building.edit_agenda, building.EditAgenda),
    (Entry.FORM, "agenda.minutes"): Route(building.set_minutes, building.SetMinutes),
    (Entry.ACTION, "attendance.reply"): Route(replying.reply_to_meeting, replying.ReplyToMeeting),
    (Entry.ACTION, "attendance.deputy"): Route(deputies.open_deputy, deputies.OpenDeputy),
    (Entry.FORM, "attendance.deputy"): Route(deputies.ask_deputy, deputies.AskDeputy),
    (Entry.ACTION, "attendance.deputy_show"): Route(deputies.show_question, deputies.ShowQuestion),
    (Entry.ACTION, "attendance.deputy_answer"): Route(deputies.answer_deputy, deputies.AnswerDeputy),
    (Entry.ACTION, "attendance.appoint"): Route(appointing.open_appointment, appointing.OpenAppointment),
    (Entry.FORM, "attendance.appoint"): Route(appointing.appoint_person, appointing.AppointPerson),
    (Entry.ACTION, "attendance.without"): Route(appointing.go_without, appointing.OpenAppointment),
    (Entry.ACTION, "attendance.people"): Route(attendance_people.open_people, attendance_people.OpenPeople),
    (Entry.FORM, "attendance.people"): Route(attendance_people.change_people, attendance_people.ChangePeople),
    (Entry.FORM, "attendance.person"): Route(attendance_people.choose_person, attendance_people.ChoosePerson),
    # Consent, and those without an account
    (Entry.ACTION, "consent.open"): Route(consent.open_consent, consent.OpenConsent),
    (Entry.FORM, "consent.register"): Route(consent.register_consent, consent.RegisterConsent),
    (Entry.ACTION, "consent.undo"): Route(undo.undo_consent, undo.UndoConsent),
    (Entry.ACTION, "release.give_up"): Route(release.give_up, release.ReleaseChoice),
    (Entry.ACTION, "release.keep"): Route(release.keep, release.ReleaseChoice),
    (Entry.ACTION, "family.tell"): Route(told.open_told, told.TellFamily),
    (Entry.FORM, "family.told"): Route(told.register_told, told.ToldFamily),
    (Entry.ACTION, "family.coming"): Route(coming.register_coming, coming.FamilyComing),
    (Entry.ACTION, "family.text"): Route(family.show_text, family.FamilyText),
    # Measures, and what is put off
    (Entry.COMMAND, "todo"): Route(todo.show_todo, greeting.Nothing),
    (Entry.ACTION, "todo.show"): Route(todo.show_todo, greeting.Nothing),
    (Entry.ACTION, "measure.done"): Route(doing.mark_done, OfMeasure),
    (Entry.ACTION, "measure.undo"): Route(doing.take_back, OfMeasure),
    (Entry.ACTION, "measure.put_off"): Route(putting_off.open_putting_off, OfMeasure),
    (Entry.FORM, "measure.put_off"): Route(putting_off.put_off_measure, putting_off.PutOffMeasure),
    (Entry.ACTION, "later.open"): Route(later.open_later, later.OpenLater),
    (Entry.FORM, "later.choose"): Route(later.remind_later, later.RemindLater),
    # For leaders
    (Entry.COMMAND, "digest"): Route(asking.show_digest, greeting.Nothing),
    (Entry.ACTION, "digest.show"): Route(asking.show_digest, greeting.Nothing),
    (Entry.ACTION, "digest.missing"): Route(asking.show_missing, greeting.Nothing),
    (Entry.ACTION, "digest.choose"): Route(choosing.open_choosing, greeting.Nothing),
    (Entry.FORM, "digest.choose"): Route(choosing.choose_digest, choosing.ChooseDigest),
    # The minutes
    (Entry.COMMAND, "minutes"): Route(way_in.minutes_by_words, way_in.MinutesByWords),
    (Entry.ACTION, "minutes.choose"): Route(way_in.minutes_by_words, way_in.MinutesByWords),
    (Entry.ACTION, "minutes.open"): Route(minutes.open_minutes, minutes.OfItem),
    (Entry.FORM, "minutes.held"): Route(minutes.take_held, held_form.HeldOrNot),
    (Entry.FORM, "minutes.outcome"): Route(minutes.take_outcome, outcome_form.WhatCameOut),
    (Entry.ACTION, "minutes.list"): Route(minutes.show_measures, measures_form.OfDraft),
    (Entry.ACTION, "minutes.add"): Route(minutes.open_measure, measures_form.OfDraft),
    (Entry.ACTION, "minutes.remove"): Route(minutes.remove_measure, measures_form.RemoveMeasure),
    (Entry.FORM, "minutes.measure"): Route(minutes.add_measure, measures_form.AddMeasure),
    (Entry.FORM, "minutes.measures"): Route(minutes.take_measures, measures_form.OfDraft),
    (Entry.FORM, "minutes.confirm"): Route(minutes.confirm_minutes, minutes.ConfirmMinutes),
    (Entry.ACTION, "minutes.where"): Route(minutes_choosing.open_where, minutes_choosing.OfItem),
    (Entry.FORM, "minutes.where"): Route(minutes_choosing.take_where, minutes_choosing.ChooseWhere),
    (Entry.ACTION, "minutes.send"): Route(minutes_choosing.send_elsewhere, minutes_choosing.SendElsewhere),
    (Entry.ACTION, "minutes.stands"): Route(standing.tell_whether_it_stands, standing.TellWhetherItStands),
    (Entry.ACTION, "minutes.given"): Route(given.register_given, given.GiveSummary),
    (Entry.ACTION, "minutes.documented"): Route(documentation.register_documented, documentation.OfItem),
    # The coordinator's times
    (Entry.COMMAND, "slots"): Route(overview.show_slots, overview.ShowSlots),
    (Entry.ACTION, "slots.show"): Route(overview.show_slots, overview.ShowSlots),
    (Entry.ACTION, "slots.unit"): Route(overview.show_unit, overview.ShowUnit),
    (Entry.ACTION, "slots.series"): Route(series.open_series, series.OpenSeries),
    (Entry.FORM, "slots.series"): Route(series.take_series, series.GiveSeries),
    (Entry.FORM, "slots.series_confirm"): Route(series.confirm_series, series.ConfirmSeries),
    (Entry.ACTION, "slots.add"): Route(single.open_adding, single.OpenAdding),
    (Entry.FORM, "slots.add"): Route(single.add_slot, single.AddSlot),
    (Entry.ACTION, "slots.remove"): Route(single.remove_slot, single.RemoveSlot),
    (Entry.ACTION, "slots.call_off"): Route(calling_off.open_calling_off, calling_off.OpenCallingOff),
    (Entry.FORM, "slots.call_off"): Route(calling_off.take_day, calling_off.CallOffDay),
    (Entry.FORM, "slots.call_off_confirm"): Route(calling_off.confirm_calling_off, calling_off.ConfirmCallingOff),
}
