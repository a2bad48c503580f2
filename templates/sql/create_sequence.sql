CREATE SEQUENCE {{ name }}{% if !options.is_empty() %} {{ options }}{% endif %};
