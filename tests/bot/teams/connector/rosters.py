"""Who is where, and which channels a team has.

https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/get-teams-context
"""

from tests.bot.teams.connector.calls import Answer, Call, conversation_of
from tests.bot.teams.connector.refusals import Refusal
from tests.bot.teams.connector.world import Channel, Json, Team, User, World

SMALLEST_PAGE, USUAL_PAGE, LARGEST_PAGE = 50, 200, 500


def members(world: World, call: Call) -> Answer:
    """`GET …/members`: all at once."""
    at, _ = conversation_of(world, call.path["conversation"], writing=False)
    return 200, [told(user) for user in at.roster]


def member(world: World, call: Call) -> Answer:
    """`GET …/members/{member}`, by the id of the Bot Framework or of Entra."""
    at, _ = conversation_of(world, call.path["conversation"], writing=False)
    for user in at.roster:
        if call.path["member"] in (user.id, user.object_id):
            return 200, told(user)
    raise Refusal("MemberNotFoundInConversation")


def paged_members(world: World, call: Call) -> Answer:
    """`GET …/pagedMembers`. A page is never smaller than 50 or larger than 500; a chat comes whole."""
    at, _ = conversation_of(world, call.path["conversation"], writing=False)
    token = call.query.get("continuationToken", "0")
    asked = call.query.get("pageSize", str(USUAL_PAGE))
    if not (token.isdigit() and asked.isdigit()):
        raise Refusal("BadSyntax", "Invalid paging")
    size = min(max(int(asked), SMALLEST_PAGE), LARGEST_PAGE) if at.kind == "channel" else len(at.roster)
    until = int(token) + size
    page: Json = {"members": [told(user) for user in at.roster[int(token) : until]]}
    return 200, page | ({"continuationToken": str(until)} if until < len(at.roster) else {})


def team(world: World, call: Call) -> Answer:
    """`GET /v3/teams/{team}`."""
    found = _team(world, call)
    return 200, {
        "id": found.id,
        "name": found.name,
        "aadGroupId": found.group,
        "type": "standard",
        "tenantId": found.tenant,
        "channelCount": len(found.channels),
        "memberCount": len(found.members),
    }


def channels(world: World, call: Call) -> Answer:
    """`GET /v3/teams/{team}/conversations`: those the bot is in. The first one has no name."""
    found = _team(world, call)
    return 200, {"conversations": [_channel(each) for each in found.channels if each.has_bot]}


def told(user: User) -> Json:
    """Somebody as the roster tells of them; what they lack is left out."""
    first, _, last = user.name.rpartition(" ")
    whole: Json = {
        "id": user.id,
        "name": user.name,
        "givenName": first,
        "surname": last,
        "objectId": user.object_id,
        "aadObjectId": user.object_id,
        "tenantId": user.tenant,
        "userRole": user.role,
    }
    return {name: each for name, each in whole.items() if each is not None}


def _channel(channel: Channel) -> Json:
    name = None if channel is channel.team.general else channel.name
    return {"id": channel.id, "name": name, "type": channel.type}


def _team(world: World, call: Call) -> Team:
    found = world.teams.get(call.path["team"])
    if found is None:
        raise Refusal("ConversationNotFound")
    conversation_of(world, found.id, writing=False)
    return found
