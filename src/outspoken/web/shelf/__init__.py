"""The studies of this server, and each as a whole: overview, settings, journal."""
