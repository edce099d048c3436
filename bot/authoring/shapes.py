"""The lines of the picture: the outline of each kind of step, and arrows with round corners, as SVG paths."""

from __future__ import annotations

from bot.authoring.graph import Kind
from bot.authoring.layout import Point


def rounded(points: tuple[Point, ...]) -> str:
    """A line with small round corners, which the eye follows better than sharp ones."""
    said = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for (ax, ay), (bx, by), (cx, cy) in zip(points, points[1:], points[2:], strict=False):
        before, after = abs(bx - ax) + abs(by - ay), abs(cx - bx) + abs(cy - by)
        room = min(6.0, before / 2, after / 2)
        if not room:
            continue
        px, py = bx - room * (bx - ax) / before, by - room * (by - ay) / before
        qx, qy = bx + room * (cx - bx) / after, by + room * (cy - by) / after
        said.append(f"L{px:.1f} {py:.1f}Q{bx:.1f} {by:.1f} {qx:.1f} {qy:.1f}")
    return "".join([*said, f"L{points[-1][0]:.1f} {points[-1][1]:.1f}"])


def outline_of(kind: Kind, x: float, y: float, w: float, h: float) -> tuple[str, ...]:
    """The outline of a kind of step, and lines inside it."""
    r, b = x + w, y + h
    match kind:
        case "say":
            return (f"M{x} {y}H{r}V{b}H{x}Z",)
        case "card":  # a corner folded over
            return (f"M{x} {y}H{r - 12}L{r} {y + 12}V{b}H{x}Z", f"M{r - 12} {y}V{y + 12}H{r}")
        case "choice" | "choices":  # pointed sides
            one = f"M{x + 9} {y}H{r - 9}L{r} {y + h / 2}L{r - 9} {b}H{x + 9}L{x} {y + h / 2}Z"
            return (one,) if kind == "choice" else (one, f"M{x + 9} {b - 4}H{r - 9}")
        case "typed":  # leaning
            return (f"M{x + 9} {y}H{r}L{r - 9} {b}H{x}Z",)
        case "review":  # bars at both sides
            return (f"M{x} {y}H{r}V{b}H{x}Z", f"M{x + 7} {y}V{b}M{r - 7} {y}V{b}")
        case "question":  # round
            top = f"M{x + 16} {y}H{r - 16}A16 16 0 0 1 {r} {y + 16}V{b - 16}A16 16 0 0 1 {r - 16} {b}"
            return (f"{top}H{x + 16}A16 16 0 0 1 {x} {b - 16}V{y + 16}A16 16 0 0 1 {x + 16} {y}Z",)
