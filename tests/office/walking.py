"""Hands to walk through the office with: a mouse, a finger, or the keyboard alone. A walk is written once and done with any of them."""

from tests.office.browsing import Visit

FAR = 400  # times Tab is pressed before an element counts as out of reach
FOCUS = """element => {
    const style = getComputedStyle(element);
    return element.matches(':focus-visible') && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
}"""


class Mouse:
    """Points and clicks."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page

    def press(self, what):
        """Presses what a selector finds, on a page that stays."""
        self.page.locator(what).first.click()

    def follow(self, what):
        """Presses what a selector finds, and waits for the page that follows."""
        with self.page.expect_navigation():
            self.press(what)

    def type(self, what, text):
        """Types a text in place of what stands there."""
        self.page.locator(what).first.fill(text)

    def choose(self, what, words):
        """Chooses from a list the first entry that has these words."""
        self.page.locator(what).first.select_option(index=self.place_of(what, words))

    def place_of(self, what, words):
        """The place in a list of the first entry that has these words."""
        labels = self.page.locator(what).first.evaluate("element => [...element.options].map(one => one.label)")
        return next(place for place, label in enumerate(labels) if words.casefold() in label.casefold())

    def give(self, what, files):
        """Hands files to a field."""
        with self.page.expect_file_chooser() as chooser:
            self.press(what)
        chooser.value.set_files(files)


class Finger(Mouse):
    """Taps."""

    def press(self, what):
        self.page.locator(what).first.tap()


class Keys(Mouse):
    """The keyboard alone: Tab leads everywhere, and where it leads can be seen."""

    def press(self, what):
        element = self.reach(what)
        kind = element.evaluate("element => element.type || element.localName")
        self.page.keyboard.press("Space" if kind in {"checkbox", "radio", "file", "summary"} else "Enter")

    def type(self, what, text):
        self.reach(what)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def choose(self, what, words):
        element, place = self.reach(what), self.place_of(what, words)
        self.page.keyboard.press("Home")
        for _ in range(place):
            self.page.keyboard.press("ArrowDown")
        assert element.evaluate("element => element.selectedIndex") == place

    def reach(self, what):
        """Goes on with Tab until the focus is where a selector leads. It must be seen there."""
        wanted = self.page.locator(what).first
        wanted.wait_for(state="visible")
        element = wanted.element_handle()
        if element.evaluate("element => element.type === 'radio'"):
            return self._reach_radio(element)
        for _ in range(FAR):
            if element.evaluate("element => element === document.activeElement"):
                assert element.evaluate(FOCUS), f"the focus cannot be seen at {what} on {self.page.url}"
                return element
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no key leads to {what} on {self.page.url}")

    def _reach_radio(self, element):
        """Tab leads to a group, arrows within it."""
        for _ in range(FAR):
            if element.evaluate("element => element === document.activeElement"):
                return element
            in_group = element.evaluate(
                "element => document.activeElement.type === 'radio' && document.activeElement.name === element.name"
            )
            self.page.keyboard.press("ArrowDown" if in_group else "Tab")
        raise AssertionError(f"no key leads to the choice on {self.page.url}")
