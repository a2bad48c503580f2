/// Creates every table and index that is not there, all or none.
#[allow(dead_code)]
pub fn create_all(db: &{{ n.connection }}) -> {{ n.result }}<()> {
    let savepoint = support::savepoint(db)?;
{%- for create in creates %}
    {{ create }}
{%- endfor %}
    savepoint.commit()
}

/// Drops every table with its rows, those that point to others first.
#[allow(dead_code)]
pub fn drop_all(db: &{{ n.connection }}) -> {{ n.result }}<()> {
    const SQL: &str = {{ drop }};
    support::drop_tables(db, SQL)
}

#[allow(dead_code)]
impl {{ n.engine }} {
    /// Creates every table and index that is not there: [`create_all`].
    pub fn create_all(&self) -> {{ n.result }}<()> {
        create_all(self)
    }

    /// Drops every table with its rows: [`drop_all`].
    pub fn drop_all(&self) -> {{ n.result }}<()> {
        drop_all(self)
    }
}
