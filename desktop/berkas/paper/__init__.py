"""Values in, PDF bytes out; reportlab."""
