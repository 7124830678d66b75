"""The office for programs: the same reading, writing and judging as the pages, over HTTP, with a token that stands for a person."""
