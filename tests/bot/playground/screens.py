"""What the bot of the tests shows: one of everything the playground must draw."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str) -> Json:
    return {"text": plain(text), "value": value}


def button(text: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def field(block_id: str, label: str, element: Json, **more: Any) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"action_id": "value", **element},
        **more,
    }


def modal(title: str, *blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain(title), "blocks": list(blocks), **more}


CARD: list[Json] = [
    {"type": "header", "text": plain("Du har fått tid til SamBa-møte")},
    {
        "type": "section",
        "text": mrkdwn("Sak *S-7F3K*, _Solvik skule_. Les meir i <https://lyngvaag.example/samba|rutinen>."),
        "fields": [mrkdwn("*Når*\ntysdag 9. mars 2027 kl. 10.00–10.45"), mrkdwn("*Kvar*\nSolvik skule, møterom 2")],
        "accessory": {
            "type": "overflow",
            "action_id": "meeting.more",
            "options": [option("Flytt møtet", "move"), option("Avlys møtet", "cancel")],
        },
    },
    {"type": "divider"},
    {
        "type": "section",
        "text": mrkdwn("Dette står att:\n• hente inn samtykke frå begge føresette\n• skrive saklista & sende henne ut"),
    },
    {
        "type": "actions",
        "elements": [
            button("Registrer samtykke", "consent.register", style="primary", value="S-7F3K"),
            button("Inn i kalenderen", "calendar.open", url="https://lyngvaag.example/kalender"),
            button(
                "Avlys møtet",
                "meeting.cancel",
                style="danger",
                value="S-7F3K",
                confirm={
                    "title": plain("Avlyse møtet?"),
                    "text": plain("Alle som er kalla inn, får melding."),
                    "confirm": plain("Avlys møtet"),
                    "deny": plain("La det stå"),
                },
            ),
        ],
    },
    {"type": "context", "elements": [mrkdwn("Samtykket må vere på plass innan tysdag 2. mars.")]},
]

BOOKING = modal(
    "Bestill tid",
    {
        "type": "section",
        "block_id": "intro",
        "text": mrkdwn("Skriv aldri namn eller fødselsdato. Bruk *saksreferansen*."),
    },
    field(
        "reference",
        "Saksreferanse",
        {"type": "plain_text_input", "placeholder": plain("S-7F3K"), "max_length": 10},
        hint=plain("Fire bokstavar eller tal etter S-"),
    ),
    field(
        "slot",
        "Ledig tid",
        {
            "type": "static_select",
            "placeholder": plain("Vel ei tid"),
            "option_groups": [
                {
                    "label": plain("Mars"),
                    "options": [option("tys. 9. mars kl. 10.00", "9"), option("tys. 16. mars kl. 10.00", "16")],
                },
                {"label": plain("April"), "options": [option("tys. 6. april kl. 10.00", "6")]},
            ],
        },
    ),
    field(
        "kind",
        "Kva gjeld det?",
        {"type": "radio_buttons", "options": [option("Namngitt sak", "named"), option("Anonym sak (NN)", "nn")]},
    ),
    field(
        "services",
        "Kven skal vere med?",
        {
            "type": "checkboxes",
            "options": [
                option("Helsestasjonen", "health"),
                option("Barnevernstenesta", "welfare"),
                option("PPT", "ppt"),
            ],
        },
        optional=True,
    ),
    field(
        "themes",
        "Tema",
        {
            "type": "multi_static_select",
            "options": [option("Trivsel", "wellbeing"), option("Læring", "learning")],
            "max_selected_items": 1,
        },
        optional=True,
    ),
    field("given", "Samtykke gitt", {"type": "datepicker", "initial_date": "2027-02-23"}),
    field("at", "Klokkeslett", {"type": "timepicker"}, optional=True),
    field(
        "age",
        "Alder i heile år",
        {"type": "number_input", "is_decimal_allowed": False, "min_value": "0", "max_value": "16"},
    ),
    field("deputy", "Stadfortredar", {"type": "users_select"}, optional=True),
    field("others", "Andre deltakarar", {"type": "multi_users_select"}, optional=True),
    field("note", "Merknad", {"type": "plain_text_input", "multiline": True}, optional=True),
    submit=plain("Bestill"),
    close=plain("Avbryt"),
    callback_id="booking",
    private_metadata="draft-1",
    notify_on_close=True,
)

RECEIPT = modal(
    "Tida er di",
    {"type": "section", "block_id": "done", "text": mrkdwn("Du har fått *tysdag 9. mars kl. 10.00*.")},
    close=plain("Lukk"),
    callback_id="receipt",
)

HOME: Json = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": plain("Møta dine")},
        {"type": "section", "text": mrkdwn("Du har *1 møte* denne månaden.")},
        {"type": "actions", "elements": [button("Bestill tid", "booking.open", style="primary")]},
    ],
}

DIGEST: list[Json] = [
    {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": text} for text in ("Arena", "Haldne")],
            [{"type": "raw_text", "text": "SamBa"}, {"type": "raw_number", "value": 6, "text": "6"}],
            [{"type": "raw_text", "text": text} for text in ("Drøfting", "færre enn 5")],
        ],
        "column_settings": [{"align": "left", "is_wrapped": True}, {"align": "right"}],
    },
    {
        "type": "data_visualization",
        "title": "Møte",
        "chart": {
            "type": "bar",
            "series": [
                {"name": "Haldne", "data": [{"label": "SamBa", "value": 6}, {"label": "Drøfting", "value": 12}]}
            ],
            "axis_config": {"categories": ["SamBa", "Drøfting"]},
        },
    },
]
