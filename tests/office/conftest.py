"""What the office's tests share: its words compiled, and a browser that looks at a running office."""

import pytest
from scripts.catalogues import compile_all

from tests.office.browsing import Office, chromium, running_office


@pytest.fixture(scope="session", autouse=True)
def words():
    """The compiled catalogues, as `make words` makes them."""
    compile_all()


@pytest.fixture(scope="session", autouse=True)
def static_files():
    """Style sheets and scripts, collected as a server does before it starts."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def office(tmp_path_factory, words) -> Office:
    """An office with the two demonstration matters, served by `forbear serve`, its administrator's second factor set up."""
    with running_office(tmp_path_factory.mktemp("served")) as served:
        yield served


@pytest.fixture(scope="session")
def browser():
    """Chromium, for tests that look at pages."""
    with chromium() as found:
        if found is None:
            pytest.skip("no Chromium here: make browser")
        yield found
