{%- for line in docs %}{{ line }}
{% endfor %}
{%- for line in lints %}{{ line }}
{% endfor -%}
#[derive({{ derives }})]
pub enum {{ name }} {
{%- for variant in variants %}
{%- for line in variant.docs %}
    {{ line }}
{%- endfor %}
    {{ variant.name }},
{%- endfor %}
}

#[allow(dead_code)]
impl {{ name }} {
    /// Every variant, in the order of declaration.
    {{ all }}

    /// What is stored.
    pub const fn label(self) -> &'static str {
        match self {
{%- for variant in variants %}
            {{ variant.label }}
{%- endfor %}
        }
    }
}

impl ::std::fmt::Display for {{ name }} {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.write_str(self.label())
    }
}

impl {{ n.field }} for {{ name }} {
    type Bare = Self;

    const NAME: &'static str = "{{ name }}";

    fn read(stored: support::Stored<'_>) -> {{ n.option }}<Self> {
        let label = support::text(stored)?;
        Self::ALL.into_iter().find(|one| one.label() == label)
    }

    fn bind(&self) -> {{ n.value }}<'_> {
        {{ n.value }}::from(self.label())
    }
}
