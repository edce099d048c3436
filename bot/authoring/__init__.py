"""From the coordinators' YAML to a checked dialog and back. Pure on text: takes and returns text, never files."""
