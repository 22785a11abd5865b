CREATE TABLE letter (letter_id uuid PRIMARY KEY, text text NOT NULL);
CREATE TABLE sorting (drawer int NOT NULL, process text NOT NULL);
