"""An SQS batch in which some messages fail and are reported back."""

import json
import logging

log = logging.getLogger("sqs")
log.setLevel(logging.INFO)


class Permanent(Exception):
    pass


def process(order):
    if order["quantity"] <= 0:
        raise Permanent(f"quantity {order['quantity']}")
    total = order["quantity"] * order["price"]
    if total > 10_000:
        raise TimeoutError("approval service did not answer")
    return round(total, 2)


def handler(event, context):
    failures, totals, dropped = [], {}, []
    for record in event["Records"]:
        identifier = record["messageId"]
        try:
            order = json.loads(record["body"])
            totals[identifier] = process(order)
        except Permanent as error:
            log.warning("dropping %s: %s", identifier, error)
            dropped.append(identifier)
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            print(f"malformed {identifier}: {type(error).__name__} {error}")
            dropped.append(identifier)
        except Exception as error:
            receives = int(record.get("attributes", {}).get("ApproximateReceiveCount", 1))
            print(f"retry {identifier} after {receives}: {error}")
            failures.append({"itemIdentifier": identifier})
    return {"batchItemFailures": failures, "totals": totals, "dropped": dropped}
