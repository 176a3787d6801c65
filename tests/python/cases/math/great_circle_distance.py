import math

def haversine(lat1, lon1, lat2, lon2):
    p1, p2 = math.radians(lat1), math.radians(lat2)
    a = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2
        - lon1) / 2) ** 2
    return 2 * 6371.0 * math.atan2(math.sqrt(a), math.sqrt(1 - a))

for a, b in (((52.52, 13.405), (48.8566, 2.3522)), ((40.7128, -74.006), (51.5074, -0.1278)),
    ((0, 0), (0, 180)), ((-33.8688, 151.2093), (35.6762, 139.6503))):
    print(haversine(*a, *b), f"{haversine(*a, *b):.1f} km")
