{%- import "rust/function.rs" as shape -%}
{%- macro value() %}
    fn value(&self, column: usize) -> {{ n.value }}<'_> {
        match column {
{%- for column in columns %}
{%- if column.has_field %}
            {{ column.bind }}
{%- endif %}
{%- endfor %}
            _ => {{ n.value }}::Null,
        }
    }
{%- endmacro -%}
{%- for line in docs %}{{ line }}
{% endfor %}
{%- for line in struct_lints %}{{ line }}
{% endfor -%}
{% for line in skip %}{{ line }}
{% endfor -%}
#[derive({{ derives }})]
pub struct {{ name }} {
{%- for column in columns %}
{%- if column.has_field %}
{%- for line in column.docs %}
    {{ line }}
{%- endfor %}
    {{ column.field }}
{%- endif %}
{%- endfor %}
{%- for relationship in relationships %}
{%- if let Some(field) = relationship.field %}
{%- for line in field.docs %}
    {{ line }}
{%- endfor %}
    {{ field.line }}
{%- endif %}
{%- endfor %}
}

{% for line in new.docs %}{{ line }}
{% endfor %}
{%- for line in new.lints %}{{ line }}
{% endfor -%}
{% for line in skip %}{{ line }}
{% endfor -%}
#[derive({{ new.derives }})]
pub struct New{{ name }} {
{%- for field in new.fields %}
    {{ field.docs }}
    {{ field.line }}
{%- endfor %}
}

{% for line in impl_lints %}{{ line }}
{% endfor -%}
{% for line in skip %}{{ line }}
{% endfor -%}
impl {{ name }} {
{%- for column in columns %}
    {{ column.constant_docs }}
    {{ column.constant }}
{%- endfor %}
{%- for constraint in constraints %}
    {{ constraint.docs }}
    {{ constraint.constant }}
{%- endfor %}
{%- for relationship in relationships %}
{% for line in relationship.docs %}
    {{ line }}
{%- endfor %}
    {{ relationship.constant }} = {
        const LINK: &support::{{ relationship.link_type }} = &support::{{ relationship.link_type }} {
{%- for line in relationship.link %}
            {{ line }}
{%- endfor %}
        };
        {{ relationship.new }}(LINK)
    };
{%- endfor %}

    /// A query of the rows.
    #[inline]
    pub fn query() -> {{ n.query }}<Self> {
        {{ n.query }}::new()
    }
{%- for function in functions %}
{% call shape::function(function) %}{% endcall %}
{%- endfor %}

    {{ new.all_docs }}
    #[inline]
    {{ insert_all }}
        support::insert_all(db, rows){{ n.awaited }}
    }
{%- for relationship in relationships %}
{%- if let Some(accessor) = relationship.accessor %}
{% call shape::function(accessor) %}{% endcall %}
{%- endif %}
{%- endfor %}

    /// Creates the table and its indexes, if they are not there.
    #[inline]
    pub {{ n.function }} create_table({{ n.db }}) -> {{ n.result }}<()> {
        const SQL: &str = {{ create_table }};
        support::run_script(db, SQL){{ n.awaited }}
    }
}

{% for line in impl_lints %}{{ line }}
{% endfor -%}
{% for line in skip %}{{ line }}
{% endfor -%}
impl New{{ name }} {
{%- call shape::function(new.constructor) %}{% endcall %}
{%- for setter in new.setters %}
{% call shape::function(setter) %}{% endcall %}
{%- endfor %}
{% call shape::function(new.insert) %}{% endcall %}
{%- for upsert in new.upserts %}
{% call shape::function(upsert) %}{% endcall %}
{%- endfor %}
}
{%- if !update.is_empty() %}

{% for line in impl_lints %}{{ line }}
{% endfor -%}
{% for line in skip %}{{ line }}
{% endfor -%}
impl {{ n.update }}<{{ name }}> {
{%- for setter in update %}
{%- if !loop.first %}
{% endif %}
{%- call shape::function(setter) %}{% endcall %}
{%- endfor %}
}
{%- endif %}

{% for line in skip %}{{ line }}
{% endfor -%}
{{ implementations.row }}
    const TABLE: &'static {{ n.table }} = &{{ n.table }} {
{%- for line in table.lines %}
        {{ line }}
{%- endfor %}
    };
{% call value() %}{% endcall %}
}
{%- if let Some(eager) = eager %}

{% for line in eager.docs %}{{ line }}
{% endfor %}
{%- for line in eager.lints %}{{ line }}
{% endfor -%}
{% for line in skip %}{{ line }}
{% endfor -%}
#[derive(Debug, Clone)]
pub struct {{ eager.name }} {
{%- for column in eager.columns %}
    {{ column }}
{%- endfor %}
}

{% for line in skip %}{{ line }}
{% endfor -%}
{{ eager.row }}
    {{ eager.table }}
{% call value() %}{% endcall %}
}
{%- endif %}

{% for line in skip %}{{ line }}
{% endfor -%}
{{ implementations.from_row }}
    fn read(cells: &{{ n.cells }}<'_>) -> {{ n.result }}<Self, {{ n.unread }}> {
        {{ table.read }}
    }
}
{%- if let Some(eager) = eager %}

{% for line in eager.local_lints %}{{ line }}
{% endfor -%}
{% for line in skip %}{{ line }}
{% endfor -%}
{{ eager.model }}
    {{ eager.associated }}

    const EAGER: bool = true;

    {{ eager.signature }}
{%- for line in eager.complete %}
        {{ line }}
{%- endfor %}
    }
}
{%- endif %}

{% for line in skip %}{{ line }}
{% endfor -%}
{{ implementations.insert }}
    type Row = {{ name }};

    {{ new.insert_constant }}
{%- if let Some(known) = new.known %}

    const KNOWN: {{ n.known }} = {{ n.known }}::{{ known }};
{%- endif %}

    fn given(&self, column: usize) -> {{ n.given }}<'_> {
        match column {
{%- for arm in new.given %}
            {{ arm }}
{%- endfor %}
            _ => {{ n.given }}::Database,
        }
    }
{%- if let Some(children) = new.children %}

    fn children(&mut self) -> {{ n.option }}<&mut {{ n.children }}> {
        Some(&mut self.{{ children }})
    }
{%- endif %}
}

{% for line in skip %}{{ line }}
{% endfor -%}
{{ implementations.delete }}
    {{ delete.signature }}
        {{ delete.body }}
    }
}
{%- if let Some(key) = key %}

{% for line in skip %}{{ line }}
{% endfor -%}
{{ key.header }}
    fn key_of(self) -> {{ key.ty }} {
        {{ key.value }}
    }
}
{%- endif %}
{%- if let Some(key) = parent_key %}

{% for line in skip %}{{ line }}
{% endfor -%}
{{ key.header }}
    fn parent_key(self) -> {{ n.option }}<{{ key.ty }}> {
        Some({{ key.value }})
    }
}
{%- endif %}
{%- if let Some(linked) = linked %}

{% for line in skip %}{{ line }}
{% endfor -%}
{{ linked.header }}
    {{ linked.signature }}
        to.link_new(link, rows);
    }
}
{%- endif %}
