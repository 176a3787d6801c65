event = {"body": None}
print(len(event))
event["body"].upper()
