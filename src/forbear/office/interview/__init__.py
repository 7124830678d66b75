"""The interview: one question a page, in an order that spares the client, in the client's language, left and taken up at any place."""
