"""Which layers of a PDF does no screen show, and what is left of a page without them?"""

from typing import Any

Objects = set[tuple[int, int]]  # object and generation numbers

PAINTS = frozenset({"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "INLINE IMAGE", "EI"})
DEEPEST = 8  # forms in forms


def hidden_layers(pdf: Any) -> Objects:
    """The layers that are off when the document is opened."""
    if "/OCProperties" not in pdf.Root:
        return set()
    layers = pdf.Root.OCProperties
    opening = layers.get("/D", {})
    off: Objects = set()
    if opening.get("/BaseState") == "/OFF":
        off = {layer.objgen for layer in layers.get("/OCGs", [])} - {layer.objgen for layer in opening.get("/ON", [])}
    return off | {layer.objgen for layer in opening.get("/OFF", [])}


def hides(membership: Any, off: Objects) -> bool:
    """Whether what belongs to a layer, or to several by a policy, is not shown."""
    import pikepdf

    if not isinstance(membership, pikepdf.Dictionary):
        return False
    if membership.get("/Type") != "/OCMD":
        return membership.objgen in off
    layers: Any = membership.get("/OCGs", [])
    states = [layer.objgen in off for layer in ([layers] if isinstance(layers, pikepdf.Dictionary) else layers)]
    if not states:
        return False
    policy = str(membership.get("/P", "/AnyOn"))
    shown = {"/AllOn": not any(states), "/AnyOff": any(states), "/AllOff": all(states)}.get(policy, not all(states))
    return not shown


def without_layers(pdf: Any, page: Any, off: Objects) -> bool:
    """Takes out of a page, and of the forms it draws, what hidden layers paint; whether there was any."""
    import pikepdf

    changed = False
    seen: Objects = set()

    def strip(holder: Any, resources: Any, depth: int) -> None:
        nonlocal changed
        named = resources.get("/Properties", {})
        layers: dict[str, Any] = dict(named.items()) if isinstance(named, pikepdf.Dictionary) else {}
        hidden = {name for name, layer in layers.items() if hides(layer, off)}
        if hidden:
            kept = _painted(pikepdf.parse_content_stream(holder), hidden)
            content = pikepdf.unparse_content_stream(kept)
            if isinstance(holder, pikepdf.Page):
                holder.obj.Contents = pdf.make_stream(content)
            else:
                holder.write(content)
            changed = True
        for form in resources.get("/XObject", {}).values() if depth < DEEPEST else ():
            if form.objgen in seen:
                continue
            seen.add(form.objgen)
            if "/OC" in form and hides(form.OC, off):
                _emptied(form)
                changed = True
            elif form.get("/Subtype") == "/Form":
                strip(form, form.get("/Resources", pikepdf.Dictionary()), depth + 1)

    strip(page, page.resources, 0)
    return changed


def _emptied(thing: Any) -> None:
    """Makes a form or picture that a hidden layer shows draw nothing."""
    import pikepdf

    for key in set(thing.keys()) - {"/Length"}:
        del thing[key]
    thing.write(b"")
    thing.Type, thing.Subtype, thing.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 0, 0])


def _painted(instructions: Any, hidden: set[str]) -> list[Any]:
    """The instructions without those that paint while a hidden layer is open; what they set goes on to hold."""
    import pikepdf

    kept = []
    open_marks: list[bool] = []
    for one in instructions:
        word = str(one.operator)
        if word in ("BMC", "BDC"):
            of_layer = word == "BDC" and len(one.operands) == 2 and one.operands[0] == "/OC"
            open_marks.append(of_layer and str(one.operands[1]) in hidden)
            if open_marks[-1]:
                continue
        elif word == "EMC" and open_marks:
            if open_marks.pop():
                continue
        elif word in PAINTS and any(open_marks):
            if word in ("'", '"'):
                kept.append(pikepdf.ContentStreamInstruction([], pikepdf.Operator("T*")))
            elif word not in ("Tj", "TJ", "Do", "sh", "INLINE IMAGE", "EI"):
                kept.append(pikepdf.ContentStreamInstruction([], pikepdf.Operator("n")))
            continue
        kept.append(one)
    return kept
