"""Settings of hypothesis for the core: no deadline, because a loaded machine is slow, not wrong."""

from hypothesis import settings

settings.register_profile("nnviz", deadline=None)
settings.load_profile("nnviz")
