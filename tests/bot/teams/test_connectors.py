"""A client for each address."""

from microsoft_teams.api import ApiClient
from microsoft_teams.common import ClientOptions

from bot.teams.connectors import Connectors


async def test_each_address_has_one_client_and_all_share_their_connections() -> None:
    api = ApiClient("http://127.0.0.1:9", ClientOptions(timeout=5))
    connectors = Connectors(api)
    here, there = connectors.at("https://smba.example/emea/"), connectors.at("https://smba.example/amer/")
    assert connectors.at("https://smba.example/emea/") is here
    assert [client.service_url for client in (here, there)] == [
        "https://smba.example/emea",
        "https://smba.example/amer",
    ]
    assert {id(client.http.http) for client in (here, there)} == {id(api.http.http)}
    await api.http.http.aclose()
