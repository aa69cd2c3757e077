"""People: the questions they are asked, the tasks they are given, the annotations they make. Pure."""
