"""Words of the law's data that pages say through the filter `said`, marked here so that catalogues hold them."""

from django.utils.translation import pgettext_lazy

KINDS = (
    pgettext_lazy("verdict", "statute"),
    pgettext_lazy("verdict", "regulation"),
    pgettext_lazy("verdict", "precedent"),
    pgettext_lazy("verdict", "federal decision"),
    pgettext_lazy("verdict", "policy memo"),
    pgettext_lazy("verdict", "executive order"),
    pgettext_lazy("verdict", "agency guidance"),
    pgettext_lazy("verdict", "form"),
    pgettext_lazy("verdict", "manual"),
    pgettext_lazy("verdict", "proclamation"),
)
ACTS = (pgettext_lazy("verdict", "suspend"), pgettext_lazy("verdict", "end"), pgettext_lazy("verdict", "revive"))
TOPICS = (
    pgettext_lazy("verdict", "request channel"),
    pgettext_lazy("verdict", "page limit"),
    pgettext_lazy("verdict", "criminal record"),
    pgettext_lazy("verdict", "judge"),
    pgettext_lazy("verdict", "court"),
    pgettext_lazy("verdict", "other"),
)
