"""Open-loop load: what to send (plan), the recorder that sends it, and what it measured (result)."""
