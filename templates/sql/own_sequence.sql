ALTER SEQUENCE {{ name }} OWNED BY {{ column }};
