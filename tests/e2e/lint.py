# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""What every screen owes to assistive technology: whatever takes the focus has a name, the name is
no name of a class, and nothing is named twice."""
import re

LEAK = re.compile(r"^(Gtk|Adw|Nord|Shumate)[A-Z]")
# A scrolled window takes the focus only when nothing inside it can, to be scrolled by keys; its
# content has the name.
BARE = {"scroll pane", "frame", "dialog", "window", "application"}


def faults(desk, where):
    """The faults of all that is showing now, as lines that begin with `where`."""
    import pyatspi

    import desk as desks
    if desks.toolkit() > desks.FLOOR:
        print("# names on %s not looked at: what is GTK's own takes the focus without one in %d.%d"
              % ((where,) + desks.toolkit()))
        return []
    found = []
    windows = [desk.extents(child) for child in desk.application()]
    right = max((box[2] for box in windows if box), default=0)
    for node in desk.walk():
        try:
            role, name = node.getRoleName(), node.name or ""
            if not node.getState().contains(pyatspi.STATE_FOCUSABLE):
                continue
            # What is folded away lies beside the window and cannot be reached.
            box = desk.extents(node)
            if box is not None and box[0] >= right:
                continue
            # The words of a drop-down's button; the button takes the focus for them.
            if role == "filler" and "< push button" in path(node):
                continue
            # The items of a combo row get their words when its list opens.
            if role == "list item" and "combo box" in path(node):
                continue
            # The buttons of a toast are libadwaita's own.
            if "AdwToastWidget" in path(node):
                continue
            # GTK 4.8 cannot name the item of a list; what it holds has the name.
            if role == "list item" and not name and any(
                    node.getChildAtIndex(i).name for i in range(node.childCount)):
                continue
        except Exception:
            continue
        if LEAK.match(name):
            found.append("%s: a %s is named %r" % (where, role, name))
        elif not name.strip() and role not in BARE:
            found.append("%s: a %s has no name (%s)" % (where, role, path(node)))
        elif re.fullmatch(r"_?(.+) \1", name):
            found.append("%s: a %s is named twice: %r" % (where, role, name))
    return found


def path(node):
    """The way from the window to the node, to find it."""
    parts = []
    try:
        while node is not None and len(parts) < 6:
            parts.append("%s %r" % (node.getRoleName(), node.name))
            node = node.parent
    except Exception:
        pass
    return " < ".join(parts[1:])
