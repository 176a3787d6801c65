"""The life of an order as an enum with allowed transitions."""

from enum import Enum


class State(Enum):
    NEW = "new"
    PAID = "paid"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"

    @property
    def next(self):
        return TRANSITIONS.get(self, ())

    def to(self, other):
        if other not in self.next:
            raise ValueError(f"{self.name} cannot become {other.name}")
        return other


TRANSITIONS = {
    State.NEW: (State.PAID, State.CANCELLED),
    State.PAID: (State.SHIPPED, State.CANCELLED),
    State.SHIPPED: (State.DELIVERED,),
}


def handler(event, context):
    state, history = State(event.get("state", "new")), []
    for wanted in event["steps"]:
        try:
            state = state.to(State(wanted))
            history.append(state.value)
        except ValueError as error:
            history.append(f"! {error}")
    return {
        "state": state.value,
        "name": state.name,
        "history": history,
        "final": not state.next,
        "allowed": [s.value for s in state.next],
        "repr": repr(state),
    }
