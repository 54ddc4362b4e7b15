"""The HTTP side of the application: headers and files of answers, what is refused, what an operator sees."""
