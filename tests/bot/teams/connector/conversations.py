"""New conversations: somebody's own chat with the bot, or a thread in a channel. Others cannot be made.

As recorded by Microsoft: https://github.com/microsoft/teams.net/blob/main/core/docs/CreateConversation-API-Behavior.md
"""

from typing import Any

from tests.bot.teams.connector.activities import checked
from tests.bot.teams.connector.calls import Answer, Call, conversation_of
from tests.bot.teams.connector.refusals import Refusal
from tests.bot.teams.connector.world import Conversation, Json, World

INCORRECT = "Incorrect conversation creation parameters"


def create(world: World, call: Call) -> Answer:
    """`POST /v3/conversations`."""
    body = call.body if isinstance(call.body, dict) else {}
    told = body.get("channelData") or {}
    tenant = body.get("tenantId") or (told.get("tenant") or {}).get("id")
    if not tenant:
        raise Refusal("BadSyntax", INCORRECT)
    if body.get("isGroup"):
        return _thread(world, (told.get("channel") or {}).get("id"), body.get("activity"))
    return _personal(world, tenant, body)


def _thread(world: World, channel: str | None, activity: Any) -> Answer:
    if not channel or not activity:
        raise Refusal("BadSyntax", INCORRECT)
    at, _ = conversation_of(world, channel, writing=True)
    if at.kind != "channel":
        raise Refusal("BadSyntax", INCORRECT)
    message = world.write(at, checked(activity), None)
    return 201, {"id": f"{at.id};messageid={message.id}", "activityId": message.id}


def _personal(world: World, tenant: str, body: Json) -> Answer:
    members = body.get("members") or []
    if len(members) != 1 or not isinstance(members[0].get("id"), str):
        raise Refusal("BadSyntax", INCORRECT)
    at = _chat_of(world, tenant, members[0]["id"])
    if activity := body.get("activity"):
        conversation_of(world, at.id, writing=True)
        world.write(at, checked(activity), None)
    return 201, {"id": at.id}


def _chat_of(world: World, tenant: str, member: str) -> Conversation:
    """By the id of the Bot Framework or of Entra."""
    for user in world.users:
        if user.tenant == tenant and member in (user.id, user.object_id):
            break
    else:
        raise Refusal("BadSyntax", "Failed to find the member in the tenant")
    if tenant in world.disabled:
        raise Refusal("BotDisabledByAdmin")
    chat = world.personal(user)
    if not chat.has_bot:
        raise Refusal("ForbiddenOperationException")
    return chat
