{{ header }}
    type Bare = Self;

    const NAME: &'static str = {{ path }};

    fn read(stored: support::Stored<'_>) -> {{ n.option }}<Self> {
        support::read_carried(stored)
    }

    fn bind(&self) -> {{ n.value }}<'_> {
        support::bind_carried(self)
    }
}
