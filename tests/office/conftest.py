"""Style sheets and scripts are collected once, as a server does before it starts."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def _static_files():
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
