"""One suite of behaviour for all platforms: what people do and see, through `person.Person`, in a `world.World`.

A test of a journey takes `world` and is run on each platform, or `mixed`, where people of both meet. Where platforms
differ, it asks `differences` by name. `walks` is what many journeys begin with, `after` what comes after a meeting.
"""
