"""The pages of the application, one file each."""
