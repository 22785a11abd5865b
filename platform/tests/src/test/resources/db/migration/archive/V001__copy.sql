CREATE TABLE copy (copy_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, sender text NOT NULL, text text NOT NULL, by_process text NOT NULL);
