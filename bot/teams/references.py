"""Where a conversation in Teams is, and what it is written to by: kept as text that is opaque to everybody else."""

import json
from dataclasses import asdict, dataclass, replace

THREAD = ";messageid="


@dataclass(frozen=True)
class Reference:
    """A conversation. `service_url` is where Teams takes what we write there, `tenant` the Entra tenant that it belongs
    to, `team` the id of the team of a channel.
    """

    service_url: str
    conversation: str
    tenant: str
    team: str = ""

    @classmethod
    def parse(cls, text: str) -> "Reference":
        """The reference that `str` gave."""
        return cls(**json.loads(text))

    def __str__(self) -> str:
        return json.dumps(asdict(self), sort_keys=True)

    def at_top(self) -> "Reference":
        """The conversation itself where this is a thread in it."""
        return replace(self, conversation=self.conversation.partition(THREAD)[0])


@dataclass(frozen=True)
class Address:
    """Where a message stands; opaque to whoever keeps it."""

    at: Reference
    activity: str

    @classmethod
    def parse(cls, text: str) -> "Address":
        """The address that `str` gave."""
        told = json.loads(text)
        return cls(Reference(**told["at"]), told["activity"])

    def __str__(self) -> str:
        return json.dumps({"at": asdict(self.at), "activity": self.activity}, sort_keys=True)
