"""Words of the record that pages say through the filter `said`, marked here so that catalogues hold them."""

from django.utils.translation import pgettext_lazy

ANSWERS = (
    pgettext_lazy("verdict", "granted"),
    pgettext_lazy("verdict", "granted in part"),
    pgettext_lazy("verdict", "refused"),
    pgettext_lazy("verdict", "no answer"),
    pgettext_lazy("verdict", "withdrawn"),
    pgettext_lazy("verdict", "moot"),
    pgettext_lazy("verdict", "waiting"),
)
