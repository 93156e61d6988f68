# A file without a test.
