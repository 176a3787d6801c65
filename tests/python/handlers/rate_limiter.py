"""Token buckets by client, with the time in the event."""


class Bucket:
    __slots__ = ("capacity", "rate", "tokens", "at")

    def __init__(self, capacity, rate, at):
        self.capacity, self.rate, self.tokens, self.at = capacity, rate, capacity, at

    def take(self, now, n=1):
        if now < self.at:
            raise ValueError("time goes back")
        self.tokens = min(self.capacity, self.tokens + (now - self.at) * self.rate)
        self.at = now
        if self.tokens >= n:
            self.tokens -= n
            return True, 0
        return False, (n - self.tokens) / self.rate


PLANS = {"free": (2, 0.5), "paid": (10, 5)}
BUCKETS = {}


def handler(event, context):
    answers = []
    for client, plan, now, *cost in event["requests"]:
        bucket = BUCKETS.get(client) or BUCKETS.setdefault(client, Bucket(*PLANS[plan], now))
        allowed, wait = bucket.take(now, *cost)
        answers.append(200 if allowed else f"429 retry after {wait:.2f}")
    return {"answers": answers, "tokens": {name: BUCKETS[name].tokens for name in sorted(BUCKETS)}}
