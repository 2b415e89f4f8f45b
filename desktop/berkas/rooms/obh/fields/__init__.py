"""What the forms, workbooks and checks of this room are made of. Pure values; imports only the rules."""
