{%- macro function(f) %}
{%- for line in f.docs %}
    {{ line }}
{%- endfor %}
{%- for line in f.lints %}
    {{ line }}
{%- endfor %}
    #[inline]
    {{ f.signature }}
{%- for line in f.body %}
        {{ line }}
{%- endfor %}
    }
{%- endmacro %}
