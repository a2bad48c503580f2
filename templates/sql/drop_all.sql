{% for key in keys %}ALTER TABLE IF EXISTS {{ key.table }} DROP CONSTRAINT IF EXISTS {{ key.name }};
{% endfor %}
{%- for table in tables %}{% if !loop.first %}
{% endif %}DROP TABLE IF EXISTS {{ table }};
{%- endfor %}
{%- for name in types %}
DROP TYPE IF EXISTS {{ name }};
{%- endfor %}
{%- for name in sequences %}
DROP SEQUENCE IF EXISTS {{ name }};
{%- endfor %}
