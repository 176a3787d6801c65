def handler(event, context):
    composite = [False] * event
    count = 0
    for number in range(2, event):
        if composite[number]:
            continue
        count += 1
        for multiple in range(number * number, event, number):
            composite[multiple] = True
    return count
