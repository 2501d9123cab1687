"""The desk's revisions, oldest first in `versions`; `env` runs them on the connection it is handed."""
