"""What people can do, and the rules for it. Names no platform, and never waits for the network."""
