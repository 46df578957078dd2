# SPDX-License-Identifier: ISC
"""Figures about how results agree with what was expected: plain values, ready for JSON.

Of a proportion they hold how many hits there are, what share of all cases that is, and its 95 % interval.
"""
import math

Z = 1.959964                                                # the normal quantile for 95 %
TIERS = ["strong", "medium", "weak", "order", "alone", "none"]
EDGES = [0.0, 0.40, 0.55, 0.70, 0.85, 1.0]                  # of the bins of open results, by the share of the leader


def wilson(hits, count):
    """The interval of a proportion by its score, without a correction for continuity (Wilson 1927)."""
    share = hits / count
    middle = share + Z * Z / (2 * count)
    reach = Z * math.sqrt(share * (1 - share) / count + Z * Z / (4 * count * count))
    low, high = (middle - reach) / (1 + Z * Z / count), (middle + reach) / (1 + Z * Z / count)
    return max(low, 0), min(high, 1)


def proportion(hits, count):
    low, high = wilson(hits, count)
    return {"count": hits, "share": hits / count, "low": low, "high": high}


def difference(first, second):
    """By how much the share of hits is higher in the second of two lists over the same cases, with the interval for
    matched pairs that adds half a case to each cell of their table (Agresti and Min 2005)."""
    won = sum(after and not before for before, after in zip(first, second))
    lost = sum(before and not after for before, after in zip(first, second))
    count = len(first) + 2
    middle = (won - lost) / count
    reach = Z * math.sqrt(won + lost + 1 - (won - lost) ** 2 / count) / count
    return {"won": won, "lost": lost, "share": (won - lost) / len(first), "low": max(middle - reach, -1),
            "high": min(middle + reach, 1)}


def agreement(hits):
    """The figures of a list of pairs: as expected, and accepted."""
    return {"cases": len(hits), "as_expected": proportion(sum(strict for strict, _ in hits), len(hits)),
            "accepted": proportion(sum(accepted for _, accepted in hits), len(hits))}


def hits(results):
    return [result.case.hits(result.recommendation) for result in results]


def usual(results, outcomes):
    """What a model would reach that always recommends what was expected most often, the first of equals."""
    option = max(outcomes, key=[result.case.expect for result in results].count)
    return {"option": option, **agreement([result.case.hits(option) for result in results])}


def confusion(results, outcomes):
    """For each expected outcome how often each is recommended."""
    table = {expect: dict.fromkeys(outcomes, 0) for expect in outcomes}
    for result in results:
        table[result.case.expect][result.recommendation] += 1
    return table


def by_option(table):
    """Precision and recall of each outcome that occurs in a table of confusion; None where there is none to count."""
    figures = {}
    for option, row in table.items():
        expected, recommended = sum(row.values()), sum(other[option] for other in table.values())
        if expected or recommended:
            figures[option] = {"expected": expected, "recommended": recommended, "agreed": row[option],
                               "precision": row[option] / recommended if recommended else None,
                               "recall": row[option] / expected if expected else None}
    return figures


def sureness(results):
    """How sure results are, against how often they are right: settled ones by tier, open ones by the leader's share."""
    bins = [({"tier": tier}, [result for result in results if result.settled and result.tier == tier]) for tier in TIERS]
    for low, high in zip(EDGES, EDGES[1:]):
        end = math.inf if high == EDGES[-1] else high       # as a share just below 1 may be rounded to it
        bins.append(({"share_from": low, "share_below": high},
                     [result for result in results if not result.settled and low <= result.share < end]))
    bins.append(({}, results))
    return [{**name, "mean_share": sum(result.share for result in members) / len(members), **agreement(hits(members))}
            for name, members in bins if members]


def group(results, outcomes):
    """All figures of some results, of which there must be one at least."""
    table = confusion(results, outcomes)
    return {**agreement(hits(results)), "settled": sum(result.settled for result in results),
            "usual": usual(results, outcomes), "confusion": table, "options": by_option(table),
            "sureness": sureness(results)}
