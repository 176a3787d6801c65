//! Python source to IoTPy packages.
