"""A local server that speaks the contract of the Pulse speech-to-text API."""
