"""The Qt parts of the room: strips of days, due dates, the life of a complaint, a page per register."""
