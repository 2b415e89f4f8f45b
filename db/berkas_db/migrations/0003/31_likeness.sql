-- Marks of the parts of a photo, so that cropped copies are found without opening the picture again.

ALTER TABLE evidence ADD COLUMN marks TEXT;                          -- marks of the photo's parts, joined by a space
