"""A voice assistant: intents with slots, session attributes, spoken answers."""

HELP = "You can ask for the state of a room, or tell me to switch a lamp."
LAMPS = {"kitchen": False, "hall": True}


class Speech:
    def __init__(self, text, end=True, **session):
        self.text, self.end, self.session = text, end, session

    def render(self):
        return {
            "version": "1.0",
            "sessionAttributes": self.session,
            "response": {
                "outputSpeech": {"type": "PlainText", "text": self.text},
                "shouldEndSession": self.end,
            },
        }


class Assistant:
    def on_launch(self, request, session):
        return Speech("Welcome. " + HELP, end=False)

    def on_session_ended(self, request, session):
        return Speech("Goodbye")

    def on_intent(self, request, session):
        intent = request["intent"]
        slots = {name: slot.get("value") for name, slot in intent.get("slots", {}).items()}
        method = getattr(self, "intent_" + intent["name"].lower(), self.unknown)
        return method(session, **slots)

    def unknown(self, session, **slots):
        return Speech("I do not know that.", end=False)

    def intent_switch(self, session, room=None, state=None):
        room = room or session.get("room")
        if room is None:
            return Speech("Which room?", end=False, state=state)
        if room not in LAMPS:
            return Speech(f"There is no {room}.", end=False)
        LAMPS[room] = state == "on"
        return Speech(f"The {room} lamp is {state}.", room=room)

    def intent_state(self, session, room=None):
        rooms = [room] if room else sorted(LAMPS)
        return Speech(", ".join(f"{r} is {'on' if LAMPS[r] else 'off'}" for r in rooms))


def handler(event, context):
    request = event["request"]
    kind = request["type"].removesuffix("Request")
    name = "on_" + "".join("_" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(kind))
    return getattr(Assistant(), name)(request, event.get("session", {}).get("attributes", {})).render()
