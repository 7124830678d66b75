import pytest
from django.urls import reverse
from forbear.office.papers import kept

pytestmark = pytest.mark.django_db


def test_pages(client, lead, matter, asking):
    for name, args in (("papers", [matter]), ("papers-guard", [matter]), ("papers-asking", [matter, asking])):
        a = client.get(reverse(name, args=args))
        assert a.status_code == 200
    for p in kept.papers(lead, matter, asking):
        for n in ("paper", "edit", "word", "pdf", "compare"):
            a = client.get(reverse("papers-" + n, args=[matter, asking, p.id]))
            assert a.status_code == 200, (n, p.name)
