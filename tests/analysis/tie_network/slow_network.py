"""The same numbers the obvious way, for small networks."""

from collections import deque
from itertools import combinations

from vapenvila.analysis.tie_network import Network

Neighbours = dict[int, set[int]]


def neighbours(network: Network) -> Neighbours:
    near: Neighbours = {i: set() for i in range(network.n)}
    for a, b in zip(network.one.tolist(), network.other.tolist(), strict=True):
        near[a].add(b)
        near[b].add(a)
    return near


def parts(near: Neighbours) -> list[set[int]]:
    left, found = set(near), []
    while left:
        part, queue = set(), [left.pop()]
        while queue:
            node = queue.pop()
            part.add(node)
            queue.extend(near[node] & left)
            left -= near[node]
        found.append(part)
    return found


def core(near: Neighbours) -> list[int]:
    """Take away whoever has fewer than c ties left until nobody has; who stays belongs to core c."""
    found = [0] * len(near)
    for c in range(1, len(near) + 1):
        left = {node: set(others) for node, others in near.items()}
        while weak := [node for node, others in left.items() if len(others) < c]:
            for node in weak:
                left.pop(node)
            left = {node: others - set(weak) for node, others in left.items()}
        for node in left:
            found[node] = c
    return found


def joining(near: Neighbours) -> list[int]:
    """Whoever's absence makes more parts."""
    found = []
    for node in near:
        without = {other: ties - {node} for other, ties in near.items() if other != node}
        if len(parts(without)) > len(parts(near)) - (0 if near[node] else 1):
            found.append(node)
    return found


def paths(near: Neighbours, source: int) -> tuple[dict[int, int], dict[int, int]]:
    """Distance and number of shortest paths to everyone who can be reached."""
    distance, count, queue = {source: 0}, {source: 1}, deque([source])
    while queue:
        node = queue.popleft()
        for other in near[node]:
            if other not in distance:
                distance[other], count[other] = distance[node] + 1, 0
                queue.append(other)
            if distance[other] == distance[node] + 1:
                count[other] += count[node]
    return distance, count


def betweenness(near: Neighbours) -> list[float]:
    found = [0.0] * len(near)
    trees = {node: paths(near, node) for node in near}
    for a, b in combinations(near, 2):
        far, ways = trees[a]
        if b not in far:
            continue
        for node in set(near) - {a, b}:
            if node in far and b in trees[node][0] and far[node] + trees[node][0][b] == far[b]:
                found[node] += ways[node] * trees[node][1][b] / ways[b]
    pairs = max(1.0, (len(near) - 1) * (len(near) - 2) / 2.0)
    return [value / pairs for value in found]


def closed(near: Neighbours) -> float | None:
    ends = [(a, b) for node in near for a, b in combinations(sorted(near[node]), 2)]
    return sum(b in near[a] for a, b in ends) / len(ends) if ends else None


def modularity(near: Neighbours, community: list[int]) -> float:
    total = sum(map(len, near.values()))
    if total == 0:
        return 0.0
    return sum(
        ((b in near[a]) - len(near[a]) * len(near[b]) / total) / total
        for a in near
        for b in near
        if community[a] == community[b]
    )
