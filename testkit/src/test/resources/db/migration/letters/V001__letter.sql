CREATE TABLE letter (letter_id uuid PRIMARY KEY, text text NOT NULL);
