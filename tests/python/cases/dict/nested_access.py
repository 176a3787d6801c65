config = {"device": {"name": "esp", "pins": {"led": 2, "adc": [0, 3]}}, "limits": [1, {"max": 5}]}
print(config["device"]["pins"]["adc"][1], config["limits"][1]["max"])
config["device"]["pins"]["led"] += 10
config["device"]["pins"]["adc"].append(7)
config["limits"][1].setdefault("min", -5)
config.setdefault("extra", {}).setdefault("deep", {})["x"] = 1
print(config)
try:
    config["device"]["missing"]["x"]
except KeyError as error:
    print(error)
try:
    config["device"]["name"]["x"]
except TypeError as error:
    print(error)
try:
    config["limits"]["x"]
except TypeError as error:
    print(error)
