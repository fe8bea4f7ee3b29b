"""Stability on conflict graphs, word for word from the definitions, with sets."""

from __future__ import annotations

from consensus.games import ConflictGraph


def moves_of(graph: ConflictGraph, members: frozenset[str], state: str) -> set[str]:
    return {
        target
        for source, target, mover in graph.moves
        if source == state and members == (frozenset([mover]) if isinstance(mover, str) else mover)
    }


def movers(graph: ConflictGraph) -> list[frozenset[str]]:
    found = [frozenset([p]) for p in graph.players]
    for _, _, mover in graph.moves:
        members = frozenset([mover]) if isinstance(mover, str) else mover
        if members not in found:
            found.append(members)
    return found


def prefers(graph: ConflictGraph, player: str, new: str, old: str) -> bool:
    return graph.level(player, new) > graph.level(player, old)


def reached(graph, groups, start, *, credible=False) -> set[str]:
    """All ends of sequences of at least one move, nobody moving twice in a row."""
    seen, waiting = set(), [(start, None)]
    while waiting:
        state, last = waiting.pop()
        for group in groups:
            if group == last:
                continue
            for target in moves_of(graph, group, state):
                if credible and not all(prefers(graph, p, target, state) for p in group):
                    continue
                if (target, group) not in seen:
                    seen.add((target, group))
                    waiting.append((target, group))
    return {state for state, _ in seen}


def stable(graph: ConflictGraph, coalition: frozenset[str], state: str, concept: str) -> bool:
    inside = [g for g in movers(graph) if g <= coalition]
    outside = [g for g in movers(graph) if not g & coalition]

    def own(place: str) -> set[str]:
        return reached(graph, inside, place) - {place}

    def deterred(end: str) -> bool:
        return any(not prefers(graph, p, end, state) for p in coalition)

    for move in own(state):
        if not all(prefers(graph, p, move, state) for p in coalition):
            continue
        if concept == "nash":
            return False
        ends = reached(graph, outside, move, credible=concept in ("seq", "sseq"))
        good = [end for end in ends if deterred(end)]
        if concept in ("smr", "sseq"):
            good = [end for end in good if all(deterred(escape) for escape in own(end))]
        if not good:
            return False
    return True
