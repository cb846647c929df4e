# SPDX-FileCopyrightText: 2026 The Nordwärts authors
# SPDX-License-Identifier: EUPL-1.2
"""What a program tells assistive technology of its windows, read at once.

libatspi asks for one thing after the other and waits for each answer: some eight turns for a widget,
and a page has hundreds. GTK 4.8 has no cache to be read instead. Here all widgets of one depth are
asked together, and only what must be known of them. What is found is handed out as libatspi's own
nodes."""
import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
APPLICATION = "/org/a11y/atspi/accessible/root"
PROPERTIES = "org.freedesktop.DBus.Properties"
IN_WINDOW = GLib.Variant("(u)", (int(Atspi.CoordType.WINDOW),))
NAME = GLib.Variant("(ss)", (ACCESSIBLE, "Name"))
DESCRIPTION = GLib.Variant("(ss)", (ACCESSIBLE, "Description"))
COUNT = GLib.Variant("(ss)", (ACCESSIBLE, "ChildCount"))


class Entry:
    """A widget as it was when it was read; `node` is libatspi's."""

    __slots__ = ("above", "index", "sender", "path", "own", "name", "description", "role", "states", "box", "below")

    def __init__(self, above, index, sender, path, own=None):
        self.above, self.index, self.sender, self.path, self.own = above, index, sender, path, own
        self.name, self.description, self.role, self.states, self.box, self.below = "", "", None, None, None, []

    @property
    def node(self):
        """None where it is not there any more."""
        if self.own is None and self.above.node is not None:
            above = self.above.node
            count = above.childCount
            for i in sorted(range(count), key=lambda i: abs(i - self.index)):
                child = above.getChildAtIndex(i)
                if child is not None and child.path != self.path and child.childCount == 1:
                    # By its number a stack's child is the page, which GetChildren leaves out.
                    child = child.getChildAtIndex(0)
                if child is not None and child.path == self.path:
                    self.own = child
                    break
        return self.own

    @property
    def role_name(self):
        return None if self.role is None else Atspi.role_get_name(Atspi.Role(self.role))

    def has(self, state):
        number = int(state)
        return bool(self.states and self.states[number // 32] >> number % 32 & 1)


class Tree:
    """The bus of `address`; nobody waits longer than `timeout` seconds for an answer."""

    def __init__(self, address, timeout):
        self.timeout = int(timeout * 1000)
        self.context = GLib.MainContext.new()
        flags = Gio.DBusConnectionFlags
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)

    def _ask(self, calls):
        """[(entry, interface, method, arguments, what is done with the entry and the answer)]; who does
        not answer is left as it is."""
        left = len(calls)

        def on_answer(bus, result, data):
            nonlocal left
            left -= 1
            entry, take = data
            try:
                take(entry, bus.call_finish(result).unpack())
            except GLib.Error:
                pass

        self.context.push_thread_default()
        try:
            for entry, interface, method, arguments, take in calls:
                self.bus.call(entry.sender, entry.path, interface, method, arguments, None,
                              Gio.DBusCallFlags.NO_AUTO_START, self.timeout, None, on_answer, (entry, take))
            while left > 0:
                self.context.iteration(True)
        finally:
            self.context.pop_thread_default()

    def read(self, node, showing, names=True, roles=True, descriptions=False):
        """Entries of the node and of everything below it, in order; `showing`: without what does not
        show; `names`, `roles`, `descriptions`: with those. The page of a stack has a name but no place,
        and says that it shows when another does: what is on it tells."""
        top = Entry(None, 0, node.app.bus_name, node.path, node)
        questions = [(ACCESSIBLE, "GetState", None, _take_states)]
        if names:
            questions.append((PROPERTIES, "Get", NAME, _take_name))
        if descriptions:
            questions.append((PROPERTIES, "Get", DESCRIPTION, _take_description))
        if roles:
            questions.append((ACCESSIBLE, "GetRole", None, _take_role))
        level = [top]
        while level:
            if showing:
                self._ask([(entry, COMPONENT, "GetExtents", IN_WINDOW, _take_box) for entry in level])
                level = [entry for entry in level if not is_empty(entry)]
            self._ask([(entry, *question) for entry in level for question in questions])
            if showing:
                level = [entry for entry in level if is_visible(entry)]
                self._ask([(entry, ACCESSIBLE, "GetChildren", None, _take_below) for entry in level])
            else:
                # GetChildren leaves out what is on hidden pages.
                self._ask([(entry, PROPERTIES, "Get", COUNT, _take_count) for entry in level])
                self._ask([(entry, ACCESSIBLE, "GetChildAtIndex", GLib.Variant("(i)", (i,)), _taker(i))
                           for entry in level for i in range(len(entry.below))])
            level = [child for entry in level for child in entry.below if child is not None]
        return [entry for entry in flatten(top) if entry.states is not None and not (
            showing and (is_empty(entry) or is_page(entry) or not is_visible(entry)))]


def _take_name(entry, answer):
    entry.name = answer[0]


def _take_description(entry, answer):
    entry.description = answer[0]


def _take_role(entry, answer):
    entry.role = answer[0]


def _take_states(entry, answer):
    entry.states = answer[0]


def _take_box(entry, answer):
    entry.box = answer[0]


def _take_below(entry, answer):
    entry.below = [Entry(entry, i, sender, path) for i, (sender, path) in enumerate(answer[0])]


def _take_count(entry, answer):
    entry.below = [None] * answer[0]


def _taker(index):
    def take(entry, answer):
        sender, path = answer[0]
        if not path.endswith("/null"):
            entry.below[index] = Entry(entry, index, sender, path)
    return take


def flatten(top):
    stack = [top]
    while stack:
        entry = stack.pop()
        yield entry
        stack.extend(child for child in reversed(entry.below) if child is not None)


def is_page(entry):
    return entry.box is None and entry.path != APPLICATION


def is_empty(entry):
    """GTK 4.8 never sets the state SHOWING, but what does not show has no size."""
    return entry.box is not None and 0 in entry.box[2:] and entry.path != APPLICATION


def is_visible(entry):
    return entry.has(Atspi.StateType.VISIBLE) or entry.path == APPLICATION
