"""What can be asked, side by side: the forms by what they do, an offer judged, and the client's copy."""
