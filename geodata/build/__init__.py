"""Build the files of geodata/data from registry packages; never imported by the application."""
