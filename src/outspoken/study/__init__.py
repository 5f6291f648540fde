"""The ground every step stands on: the folder, its settings, its database, its actors and its journal."""

from outspoken.study.actors import Actor, Role
from outspoken.study.study import Study, create, open_study

__all__ = ["Actor", "Role", "Study", "create", "open_study"]
