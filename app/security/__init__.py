"""Who a caller is: signed tokens beside API keys."""
