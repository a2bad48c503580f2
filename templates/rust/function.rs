{%- macro function(f) %}
{%- for line in f.docs %}
    {{ line }}
{%- endfor %}
    #[inline]
    {{ f.signature }}
{%- for line in f.body %}
        {{ line }}
{%- endfor %}
    }
{%- endmacro %}
