from collections import deque


class TokenBucket:
    def __init__(self, rate, size):
        self.rate, self.size, self.tokens, self.then = rate, size, size, 0.0

    def allow(self, now, cost=1):
        self.tokens = min(self.size, self.tokens + (now - self.then) * self.rate)
        self.then = now
        if self.tokens >= cost:
            self.tokens -= cost
            return True
        return False


class SlidingWindow:
    def __init__(self, limit, seconds):
        self.limit, self.seconds, self.seen = limit, seconds, deque()

    def allow(self, now):
        while self.seen and self.seen[0] <= now - self.seconds:
            self.seen.popleft()
        if len(self.seen) < self.limit:
            self.seen.append(now)
            return True
        return False


moments = [i * 0.25 for i in range(12)] + [10, 10.1, 10.2, 10.3, 60]
bucket, window = TokenBucket(2, 3), SlidingWindow(3, 1.5)
for now in moments:
    print(f"{now:6.2f}", bucket.allow(now), window.allow(now))
    print(round(bucket.tokens, 3), len(window.seen))
print(bucket.allow(61, 4), bucket.allow(61, 3))
