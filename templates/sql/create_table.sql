CREATE TABLE {% if if_missing %}IF NOT EXISTS {% endif %}{{ name }} (
{% for line in lines %}    {{ line }}{% if !loop.last %},{% endif %}
{% endfor %}){% if !options.is_empty() %} {{ options }}{% endif %};
{%- for index in indexes %}
CREATE {% if index.unique %}UNIQUE {% endif %}INDEX {% if if_missing %}IF NOT EXISTS {% endif %}{{ index.name }} ON {{ name }} ({{ index.columns }}){% if let Some(predicate) = index.predicate %} WHERE {{ predicate }}{% endif %};
{%- endfor %}
{%- for comment in comments %}
COMMENT ON {{ comment.on }} IS {{ comment.text }};
{%- endfor %}
