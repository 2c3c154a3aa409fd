"""What people do with a channel: let in, take out, open, share, put away. The bot is told as Slack tells."""

from dataclasses import replace
from typing import Any

from bot.playground import messages
from bot.playground.conversations import (
    Conversation,
    add_member,
    all_channels,
    is_member,
    keep_channel,
    members_of,
    remove_member,
    rename_channel_id,
)
from bot.playground.line import channel_events as tell
from bot.playground.line.actor import Actor
from bot.playground.messages import Message
from bot.playground.municipality import BOT_USER, SLACKBOT, User
from bot.playground.words import say
from bot.playground.workspace import Workspace


class Impossible(Exception):
    """Slack does not let this be done. `word` and `values` say why."""

    def __init__(self, word: str, **values: object) -> None:
        super().__init__(word)
        self.word = word
        self.values: dict[str, Any] = values


def invite_bot(ws: Workspace, actor: Actor) -> None:
    """Let the bot into the channel. Raises Impossible."""
    invite(ws, actor, BOT_USER)


def invite(ws: Workspace, actor: Actor, user_id: str) -> None:
    """Let somebody into the channel; harmless when inside already. Raises Impossible."""
    user = _known(ws, user_id)
    if actor.place.archived:
        raise Impossible("is_archived")
    if user.team and user.team not in actor.place.connected:
        raise Impossible("not_connected", name=user.name, organisation=_name_of(ws, user.team))
    if user.single_channel and any(is_member(ws, each, user.id) for each in all_channels(ws)):
        raise Impossible("one_channel_only", name=user.name)
    if not is_member(ws, actor.place, user.id):
        with ws.transaction():
            _let_in(ws, actor, actor.place, user, actor.user)


def remove(ws: Workspace, actor: Actor, user_id: str) -> None:
    """Take somebody out of the channel; harmless when outside already."""
    user = _known(ws, user_id)
    if is_member(ws, actor.place, user.id):
        with ws.transaction():
            _take_out(ws, actor, user)


def make_public(ws: Workspace, actor: Actor) -> None:
    """Open a private channel to everybody in the workspace."""
    if actor.place.kind == "private":
        with ws.transaction():
            place = _keep(ws, replace(actor.place, kind="public"))
            line = _note(ws, actor, place, "made_public", team=ws.setup.team_name)
            tell.tell_made_public(ws, place, actor.user, line.text, line.ts)


def invite_organisation(ws: Workspace, actor: Actor, team: str) -> Conversation:
    """Ask another organisation to share the channel. Gives the channel as it is now: an old one has got a new id."""
    name = _name_of(ws, team)
    place = actor.place
    if team in (*place.pending, *place.connected):
        return place
    with ws.transaction():
        place = _keep(ws, replace(place, pending=(*place.pending, team)))
        if place.kind == "private" and place.id.startswith("G"):
            rename_channel_id(ws, place.id, "C" + place.id[1:])
            place = replace(place, id="C" + place.id[1:])
            tell.tell_id_changed(ws, place, actor.place.id)
        _note(ws, actor, place, "organisation_invited", organisation=name)
    return place


def withdraw_invitation(ws: Workspace, actor: Actor, team: str) -> None:
    """Take the invitation back before it is accepted."""
    if team in actor.place.pending:
        with ws.transaction():
            place = _keep(ws, replace(actor.place, pending=_without(actor.place.pending, team)))
            _note(ws, actor, place, "invitation_withdrawn", organisation=_name_of(ws, team))


def accept_invitation(ws: Workspace, actor: Actor, team: str) -> None:
    """The other organisation says yes, and the one who said so is in the channel."""
    if team not in actor.place.pending:
        return
    pending = _without(actor.place.pending, team)
    with ws.transaction():
        place = _keep(ws, replace(actor.place, pending=pending, connected=(*actor.place.connected, team)))
        _note(ws, actor, place, "organisation_shares", organisation=_name_of(ws, team))
        tell.tell_shared(ws, place, team)
        for user in [each for each in ws.setup.users if each.team == team][:1]:
            _let_in(ws, actor, place, user, None)


def stop_sharing(ws: Workspace, actor: Actor, team: str) -> None:
    """Share with the other organisation no more; its people are out."""
    if team not in actor.place.connected:
        return
    with ws.transaction():
        place = _keep(ws, replace(actor.place, connected=_without(actor.place.connected, team)))
        for user_id in members_of(ws, place):
            if _known(ws, user_id).team == team:
                remove_member(ws, place.id, user_id)
        _note(ws, actor, place, "organisation_gone", organisation=_name_of(ws, team))
        tell.tell_unshared(ws, place, team)


def archive(ws: Workspace, actor: Actor, *, away: bool) -> None:
    """Put the channel away, or bring it back."""
    if actor.place.archived != away:
        with ws.transaction():
            place = _keep(ws, replace(actor.place, archived=away))
            _note(ws, actor, place, "archived" if away else "restored")
            tell.tell_archived(ws, place, actor.user)


def _let_in(ws: Workspace, actor: Actor, place: Conversation, user: User, inviter: User | None) -> None:
    add_member(ws, place.id, user.id)
    _note(ws, actor, place, "joined", name=user.name)
    tell.tell_joined(ws, place, user, inviter)


def _take_out(ws: Workspace, actor: Actor, user: User) -> None:
    remove_member(ws, actor.place.id, user.id)
    _note(ws, actor, actor.place, "left", name=user.name)
    if user.id == BOT_USER:
        tell.tell_bot_left(ws, actor.place, actor.user)
    else:
        tell.tell_left(ws, actor.place, user)


def _keep(ws: Workspace, place: Conversation) -> Conversation:
    keep_channel(ws, place)
    return place


def _note(ws: Workspace, actor: Actor, place: Conversation, word: str, **values: object) -> Message:
    return messages.post(ws, place.id, SLACKBOT, say(word, actor.language, **values))


def _known(ws: Workspace, user_id: str) -> User:
    user = ws.user(user_id)
    if user is None:
        raise Impossible("gone")
    return user


def _name_of(ws: Workspace, team: str) -> str:
    found = [each.name for each in ws.setup.organisations if each.id == team]
    if not found:
        raise Impossible("gone")
    return found[0]


def _without(teams: tuple[str, ...], team: str) -> tuple[str, ...]:
    return tuple(each for each in teams if each != team)
