{%- macro function(f) %}
{%- for line in f.docs %}
    {{ line }}
{%- endfor %}
    {{ f.signature }}
{%- for line in f.body %}
        {{ line }}
{%- endfor %}
    }
{%- endmacro %}
