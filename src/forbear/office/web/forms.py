"""How forms look: each field with its label, its help and what is wrong with it, tied together for who listens."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Our templates for forms and fields, Django's for what is in them."""

    form_template_name = "web/form.html"
    field_template_name = "web/field.html"
