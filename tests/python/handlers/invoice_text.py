"""An invoice as text: decimal amounts, wrapping, alignment, currency formats."""

from decimal import ROUND_HALF_UP, Decimal
from textwrap import wrap

CENT = Decimal("0.01")
RATES = {"standard": Decimal("0.20"), "reduced": Decimal("0.055"), "none": Decimal(0)}


def money(amount):
    return f"{amount.quantize(CENT, rounding=ROUND_HALF_UP):,}"


def handler(event, context):
    lines, net, taxes = [], Decimal(0), {}
    for item in event["items"]:
        amount = Decimal(str(item["price"])) * item.get("quantity", 1)
        rate = item.get("rate", "standard")
        taxes[rate] = taxes.get(rate, Decimal(0)) + amount * RATES[rate]
        net += amount
        first, *more = wrap(item["text"], 24)
        lines.append(f"{first:<24}{item.get('quantity', 1):>4}{money(amount):>12}")
        lines += [f"  {text}" for text in more]
    total = net + sum(taxes.values())
    lines.append("-" * 40)
    lines.append(f"{'net':<28}{money(net):>12}")
    for rate, tax in sorted(taxes.items()):
        lines.append(f"{f'tax {RATES[rate]:.1%}':<28}{money(tax):>12}")
    lines.append(f"{'total':<28}{money(total):>12}")
    return {"text": "\n".join(lines), "total": str(total.quantize(CENT)), "cents": int(total * 100)}
