#![forbid(unsafe_code)]

{{ exports }}
{%- for piece in pieces %}

mod {{ piece.name }} {
{{ piece.text }}}
{%- endfor %}
