CREATE TYPE {{ name }} AS ENUM ({{ labels }});
