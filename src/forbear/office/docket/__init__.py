"""The docket page: every matter that a person may see, next date first."""
