"""Addresses of papers. Ids only: which form is asked for is no business of an address."""

from django.urls import path

from forbear.office.papers import asking_views, guard_views, packet_views, paper_views, sent_views

MATTER = "matter/<uuid:matter_id>/papers"
ASKING = f"{MATTER}/<uuid:asking_id>"
PAPER = f"{ASKING}/paper/<uuid:paper_id>"

urlpatterns = [
    path(f"{MATTER}/", asking_views.papers, name="papers"),
    path(f"{MATTER}/begin", asking_views.begin, name="papers-begin"),
    path(f"{MATTER}/guard", guard_views.guard, name="papers-guard"),
    path(f"{MATTER}/guard/typed", guard_views.typed, name="papers-typed"),
    path(f"{ASKING}/", asking_views.asking, name="papers-asking"),
    path(f"{ASKING}/again", asking_views.again, name="papers-again"),
    path(f"{ASKING}/answer", asking_views.answer, name="papers-answer"),
    path(f"{ASKING}/before-signing.pdf", asking_views.before_signing, name="papers-before-signing"),
    path(f"{PAPER}/", paper_views.paper, name="papers-paper"),
    path(f"{PAPER}/edit", paper_views.edit, name="papers-edit"),
    path(f"{PAPER}/decide", paper_views.decide, name="papers-decide"),
    path(f"{PAPER}/word", paper_views.word, name="papers-word"),
    path(f"{PAPER}/pdf", paper_views.pdf, name="papers-pdf"),
    path(f"{PAPER}/upload", paper_views.upload, name="papers-upload"),
    path(f"{PAPER}/compare", paper_views.compare, name="papers-compare"),
    path(f"{PAPER}/put-back", paper_views.put_back, name="papers-put-back"),
    path(f"{ASKING}/packet", packet_views.pack, name="papers-pack"),
    path(f"{ASKING}/packet/<uuid:packet_id>/", packet_views.packet, name="papers-packet"),
    path(f"{ASKING}/packet/<uuid:packet_id>/files.zip", packet_views.everything, name="papers-packet-zip"),
    path(f"{ASKING}/file/<uuid:file_id>", packet_views.file, name="papers-file"),
    path(f"{ASKING}/sent", sent_views.mark, name="papers-sent"),
    path(f"{ASKING}/sent/<int:number>", sent_views.answered, name="papers-answered"),
]
