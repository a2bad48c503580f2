CREATE SEQUENCE {% if if_missing %}IF NOT EXISTS {% endif %}{{ name }}{% if !options.is_empty() %} {{ options }}{% endif %};
