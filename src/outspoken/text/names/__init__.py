"""Read personal names in many scripts and spellings: kunyas, compounds, articles, filiation, nisbas, titles."""

from outspoken.text.names.parsing import ParsedName, Role, Word, parse_name, share_of

__all__ = ["ParsedName", "Role", "Word", "parse_name", "share_of"]
