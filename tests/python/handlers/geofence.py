"""Geofences: great-circle distance, polygons, and events on entering and leaving."""

import math

EARTH_KM = 6371.0088


class Circle:
    def __init__(self, name, lat, lon, radius_km):
        self.name, self.centre, self.radius = name, (lat, lon), radius_km

    def __contains__(self, point):
        return distance(self.centre, point) <= self.radius


class Polygon:
    def __init__(self, name, *corners):
        self.name, self.corners = name, corners

    def __contains__(self, point):
        y, x = point
        inside = False
        for (y1, x1), (y2, x2) in zip(self.corners, self.corners[1:] + self.corners[:1]):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
        return inside


def distance(a, b):
    (lat1, lon1), (lat2, lon2) = (map(math.radians, p) for p in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2
    h += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(h))


FENCES = [Circle("office", 52.52, 13.405, 1.0), Polygon("park", (52.50, 13.30), (52.50, 13.40), (52.60, 13.35))]
LAST = {}


def handler(event, context):
    before = LAST.get(event["id"], {"in": set(), "at": None})
    point = (event["lat"], event["lon"])
    now = {fence.name for fence in FENCES if point in fence}
    LAST[event["id"]] = {"in": now, "at": point}
    return {
        "entered": sorted(now - before["in"]),
        "left": sorted(before["in"] - now),
        "inside": sorted(now),
        "moved_km": round(distance(before["at"], point), 3) if before["at"] else None,
    }
