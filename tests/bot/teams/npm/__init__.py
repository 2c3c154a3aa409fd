"""What needs Microsoft's own schemas, from the npm package @microsoft/app-manifest."""
