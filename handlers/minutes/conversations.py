"""The conversations where a summary may stand: the unit's channels, and one of its own that the convener has made."""

from handlers import access
from handlers.context import Context, World
from store import accounts
from store.accounts import Channel


def bring_conversation(ctx: Context, item_id: int) -> None:
    """Let the summary of an item go to the closed conversation where its convener asked for it. Who can read it is
    judged when it is sent, as of any channel. A channel that is registered for a unit stays that.
    """
    asked_in = ctx.asked_in
    if asked_in is None:
        return
    _, meeting = access.item_for_convener(ctx, item_id)
    workspace = accounts.workspace_known_as(ctx.session, asked_in.platform, asked_in.workspace)
    if workspace is None or workspace.id is None or workspace.tenant_id != ctx.tenant_id:
        return
    found = accounts.channel_known_as(ctx.session, asked_in.platform, asked_in.workspace, asked_in.external_id)
    if found is None:
        found = Channel(
            tenant_id=ctx.tenant_id,
            unit_id=meeting.unit_id,
            workspace_id=workspace.id,
            external_id=asked_in.external_id,
            name="",
            item_id=item_id,
        )
        ctx.session.add(found)
    elif found.item_id is None:
        return
    found.unit_id, found.item_id, found.reference = meeting.unit_id, item_id, asked_in.reference
    ctx.session.flush()


def channel_of(world: World, channel_id: int) -> Channel:
    """A channel by an id that we hold ourselves, in use or not."""
    channel = world.session.get(Channel, channel_id)
    assert channel is not None
    assert channel.tenant_id == world.tenant_id
    return channel


def name_of(ctx: Context, channel: Channel) -> str:
    """What a channel is called within a sentence."""
    return ctx.t("the conversation that you have for this case") if channel.item_id is not None else f"#{channel.name}"
