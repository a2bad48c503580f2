/// Creates every table and index that is not there, all or none.
#[allow(dead_code)]
pub {{ n.function }} create_all({{ n.db }}) -> {{ n.result }}<()> {
{%- for line in savepoint %}
    {{ line }}
{%- endfor %}
{%- for create in creates %}
    {{ create }}
{%- endfor %}
    savepoint.commit(){{ n.awaited }}
}

/// Drops every table with its rows, those that point to others first.
#[allow(dead_code)]
pub {{ n.function }} drop_all({{ n.db }}) -> {{ n.result }}<()> {
    const SQL: &str = {{ drop }};
    support::drop_tables(db, SQL){{ n.awaited }}
}
{%- if checks %}

/// How the tables of a database differ from those that [`create_all`] makes; nothing where they
/// are the same.
#[allow(dead_code)]
pub {{ n.function }} check({{ n.db }}) -> {{ n.result }}<{{ n.vec }}<{{ n.difference }}>> {
    support::differences(db, &create_all)
}
{%- endif %}

#[allow(dead_code)]
impl {{ n.engine }} {
    /// Creates every table and index that is not there: [`create_all`].
    pub {{ n.function }} create_all(&self) -> {{ n.result }}<()> {
        create_all({{ of_engine }}){{ n.awaited }}
    }

    /// Drops every table with its rows: [`drop_all`].
    pub {{ n.function }} drop_all(&self) -> {{ n.result }}<()> {
        drop_all({{ of_engine }}){{ n.awaited }}
    }
{%- if checks %}

    /// How the tables differ from those that the schema has: [`check`].
    pub {{ n.function }} check(&self) -> {{ n.result }}<{{ n.vec }}<{{ n.difference }}>> {
        check({{ of_engine }})
    }
{%- endif %}
}
