"""What the award room changes. Every function is one step: checked, written, named."""
