"""The immigration courts' public case data: taken in, cleaned, kept release by release. Knows no case file and no law."""
