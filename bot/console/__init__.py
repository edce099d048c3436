"""The staff web console: Starlette routes and templates. Writes only through a service."""
